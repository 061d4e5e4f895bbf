# Tudo o que o Nutgraf diz em português do Brasil. O Discord trata por você, e nós também.

# Answers
answer-none = Não tenho nada sobre isso.
answer-closest = As manchetes mais próximas:
answer-empty-question = Faça uma pergunta sobre as notícias, como “Quando a ponte reabre?”
answer-headline = Manchete
answer-part-missing = Não tenho nada sobre { $parts }.
answer-stale = Não tenho nada mais novo que { $date } que responda a isso.
answer-undated = Nenhuma destas matérias tem data, então a informação pode ser antiga.
answer-evidence = Fontes de { $from } a { $to }
answer-evidence-day = Fontes de { $from }
answer-follows = Continuação de “{ $question }”
answer-disagree = Os veículos divergem sobre { $about }: { $values }
answer-no-more = Foi tudo o que encontrei.
answer-changed = Esta matéria mudou desde que a citei. Pergunte de novo para ver o texto atual.
first-seen = visto pela primeira vez em { $when }
updated = atualizado em { $when }
corrected = Corrigido pelo veículo, { $date }:
corrected-left = Não está mais na matéria, { $date }. Agora ela diz:
corrected-removed = Não está mais na matéria, { $date }
story-copies = O mesmo texto em { $outlets }
answer-closing = Estou reiniciando e não consegui chegar à sua pergunta. Pergunte de novo daqui a um minuto.
answer-expired = Os botões deste cartão expiraram. Pergunte de novo para receber outro.
answer-only-asker = Só quem fez a pergunta pode remover isto.
answer-rated-helpful = Anotado: você avaliou esta resposta com 👍. Toque em 👎 se mudar de ideia.
answer-rated-unhelpful = Anotado: você avaliou esta resposta com 👎. Toque em 👍 se mudar de ideia.
answer-rest = O que mais dá para fazer com esta resposta:
answer-no-rest = Não há mais nada a fazer com esta resposta.
answer-removed = A resposta foi removida.
answer-cannot-remove = Não vejo este canal, então não posso excluir a mensagem. A moderação pode excluí-la ou me permitir ver o canal.
answer-reply-withheld = O Discord não me mostra o texto dessa resposta. Toque em *{ button-follow-up }* embaixo do cartão ou me mencione com a sua pergunta.
answer-mention-empty = Me mencione com uma pergunta sobre as notícias, como “Quando a ponte reabre?”

ask-elsewhere = Neste servidor, as perguntas são feitas em { $channels }.
ask-roles = Neste servidor, só quem tem o cargo { $roles } pode perguntar.
ask-gone = Os canais ou cargos que podiam perguntar neste servidor foram excluídos. A moderação pode escolher outros com `/configurações`.
ask-wait-member = São mais de { $limit ->
        [one] { $limit } pergunta
       *[other] { $limit } perguntas
    } em um minuto, e não consigo responder mais rápido a uma só pessoa. Pergunte de novo { $when }.
ask-wait-server = Este servidor fez { $limit ->
        [one] { $limit } pergunta
       *[other] { $limit } perguntas
    } em um minuto, e não consigo responder mais rápido. Pergunte de novo { $when }.

button-follow-up = Perguntar mais
button-paragraph = Ver o parágrafo
button-more = Mais citações
button-helpful = 👍
button-unhelpful = 👎
button-remove = Remover
button-rest = Mais
button-newer = Mais novas
button-older = Mais antigas
button-ask-about = Perguntar sobre isto

modal-follow-up = Perguntar mais
modal-about = Perguntar sobre esta notícia
modal-question = Sua pergunta
modal-question-hint = E quando foi isso?
button-watch = Acompanhar isto
button-any-time = Qualquer data
button-as-typed = Buscar “{ $words }”

# How a request was read
read-time = { $words }: { $days }
read-outlet = Só de { $outlets }
read-elsewhere = Não sigo { $outlets } aqui.
read-spelling = Resultados para *{ $words }*
read-nearest = Nada dessa época. O mais próximo antes disso, de { $day }:
read-newest = Nada mais novo que { $day }:
read-language = Só tenho notícias em inglês. Foi isto que encontrei sobre esses nomes.
quoted = “{ $text }”

# Briefings
briefing-reports = { $count ->
        [one] { $count } matéria, de { $day }
       *[other] { $count } matérias desde { $day }
    }
briefing-undated = { $count ->
        [one] { $count } matéria
       *[other] { $count } matérias
    }

# What the bot is
about-greeting = Oi! Pergunte sobre as notícias: respondo com as frases exatas que contam o que houve, cada uma com link para a matéria.
about-thanks = De nada!
about-help = Faça uma pergunta, cite um assunto ou pergunte o que aconteceu em um dia. Respondo com as frases exatas das notícias, cada uma com link para a matéria, e aviso quando as notícias que tenho não trazem a resposta.
about-self = Eu sou o Nutgraf, um programa que acha nas notícias as frases que respondem a uma pergunta. Não escrevo nada por conta própria: cada palavra é citada, com link.
about-sources = Tudo o que cito vem dos veículos que sigo. `/veículos` mostra como eles estão atualizados.
about-try = Experimente “O que aconteceu ontem?”, “Alguma novidade sobre a ponte?” ou “Por que a balsa foi cancelada?”
about-held = Veículos: { $outlets }
about-held-more = { " " }e mais { $count }
about-follows = Sim, sigo { $outlets }.

# While there is no news
no-news-manager = Ainda não tenho notícias. Use `/feeds adicionar` para seguir veículos neste servidor: escolha em uma lista ou informe o endereço de um site de notícias ou de um feed. Quem me mantém pode adicionar notícias para todos os servidores com `nutgraf feeds add` ou `nutgraf ingest`.
no-news-member = Ainda não tenho notícias. Peça à moderação deste servidor para seguir um veículo com `/feeds adicionar`.
no-news-waiting-manager = Ainda não tenho notícias, embora este servidor siga feeds. As matérias novas chegam em poucos minutos; `/feeds lista` mostra quando cada feed foi lido e se houve erros.
no-news-waiting-member = Ainda não tenho notícias. Este servidor segue feeds, mas nada chegou até agora. Tente de novo em alguns minutos ou peça à moderação para ver `/feeds lista`.
no-news-outlets-manager = Não há notícias dos veículos que este servidor permite. Escolha outros com `/configurações`.
no-news-outlets-member = Não há notícias dos veículos que este servidor permite. A moderação pode escolher outros com `/configurações`.
no-news-direct = Ainda não tenho notícias para mensagens diretas. Quem me mantém pode adicionar com `nutgraf feeds add` ou `nutgraf ingest`. Em um servidor, a moderação pode seguir um veículo com `/feeds adicionar`.

# Headlines
headlines-title = Manchetes
headlines-of = Manchetes de { $source }
headlines-topic = Manchetes sobre “{ $topic }”
headlines-none = Nenhuma manchete corresponde.
headlines-page = Página { $page } de { $pages } · { $total ->
        [one] { $total } manchete
       *[other] { $total } manchetes
    }
headlines-ask = Perguntar sobre…
headlines-only = só a manchete
source-unknown = veículo desconhecido

# Related news
related-title = Notícias relacionadas
related-to = Sobre “{ $text }”
related-none = Não tenho nada relacionado a isso.
related-empty = Essa mensagem não tem texto que eu possa buscar.

# Stories
story-unknown = Não tenho nenhuma matéria com essa manchete. Comece a digitar e escolha uma da lista.
story-closest = As manchetes mais próximas:
story-headline-only = Só tenho esta manchete, não a matéria.
story-timeline = Quem noticiou e quando
story-more-reports = { $count ->
        [one] e mais { $count } matéria
       *[other] e mais { $count } matérias
    }
story-differ = Os veículos divergem

# Catching up
catchup-title = O que aconteceu
catchup-since-question = Desde a sua última pergunta, { $when }
catchup-since = Desde { $when }
catchup-of-digests = o que os resumos deste canal e os seus alertas teriam contado
catchup-of-watches = os seus alertas e todas as notícias disponíveis em mensagens diretas
catchup-of-everything = tudo o que este servidor segue, e os seus alertas
catchup-more = +{ $count } a mais
catchup-watch = Seu alerta “{ $words }”
catchup-nothing = Nada de novo. Para ir mais longe, use `/em-dia` com *desde*.

# Digests
digest-late = Atrasado: era para { $due }.
digest-span = De { $from } a { $to }
digest-quiet = Dia tranquilo: nenhuma notícia nova.
digest-part = { $name }, parte { $part } de { $parts }
digest-also = Também: { $outlets }
digest-also-more = mais { $count }
digest-moved-on = Novidades desde o último resumo:
digest-thread = { $name }, { $date }
digest-created = Resumo “{ $name }” criado: { $when } em { $channel }. O próximo sai em { $next }.
digest-edited = Resumo “{ $name }” atualizado: { $when } em { $channel }. O próximo sai em { $next }.
digest-edited-now = Resumo “{ $name }” atualizado: { $when } em { $channel }. O de hoje ainda não saiu, então vou postar agora.
digest-paused = O resumo “{ $name }” está pausado. Use `/resumo retomar` para continuar.
digest-resumed = O resumo “{ $name }” voltou. O próximo sai em { $next }.
digest-list = Resumos deste servidor
digest-list-empty = Este servidor ainda não tem resumos. Use `/resumo criar` para configurar um.
digest-delete-sure = Excluir o resumo “{ $name }”? Isso apaga as configurações dele e o registro do que já postou. O que já está no canal continua lá.
digest-kept = O resumo “{ $name }” não foi excluído.
button-digest-delete = Excluir
button-digest-keep = Manter
digest-deleted = Resumo “{ $name }” excluído.
digest-unknown = Este servidor não tem nenhum resumo chamado “{ $name }”. `/resumo lista` mostra todos.
digest-which = Este servidor tem vários resumos. Escolha um com `nome`.
name-blank = Um nome precisa de pelo menos uma letra, um número ou um sinal visível.
digest-role-gone = O cargo que o resumo “{ $name }” mencionava foi excluído, então ele não menciona mais nenhum. Escolha outro com `/resumo editar`.
digest-exists = Este servidor já tem um resumo chamado “{ $name }”. Escolha outro nome ou exclua o antigo primeiro.
digest-too-many = Este servidor já tem { $limit } resumos, o máximo. Exclua um primeiro.
digest-needs = Um resumo precisa de `canal` e de `horário`. Deixe os dois de fora para preencher um formulário.
digest-bad-time = “{ $time }” não é um horário. Escreva como 08:00 ou 17:30.
digest-bad-zone = Não conheço o fuso horário “{ $zone }”. Comece a digitar uma cidade e escolha uma da lista.
digest-bad-days = “{ $days }” não é uma lista de dias. Escreva como seg, qua, sex, ou use { days-daily }, { days-weekdays } ou { days-weekends }.
digest-bad-channel = Escolha um canal de texto, de anúncios ou de fórum, ou um tópico deste servidor.
digest-cannot-send = Não tenho permissão para postar em { $channel }. Me dê estas permissões lá e tente de novo: { $missing }.
digest-cannot-mention = Você não pode mencionar { $role } aqui, então um resumo seu também não. Escolha um cargo que todos possam mencionar, ou peça a alguém que possa mencionar todos os cargos.
digest-weekdays = de segunda a sexta
digest-weekends = aos sábados e domingos
digest-every = { $days } às { $time } ({ $zone })
digest-daily = todos os dias às { $time } ({ $zone })
digest-state-paused = pausado
digest-state-server = parado: não estou neste servidor
digest-state-channel = parado: o canal foi excluído; escolha outro com `/resumo editar`
digest-state-permissions = parado: me faltam permissões: { $missing }
digest-state-refused = parado: o Discord não me deixa postar lá; confira minhas permissões
digest-last-missed = o último não saiu: { $reason }
digest-last-unknown = o último talvez não tenha chegado: { $reason }
digest-last-open = postando agora
digest-reason-downtime = eu estava offline na hora
digest-reason-downtime-covered = eu estava offline; um resumo posterior cobre esse período
digest-reason-unreachable = não consegui falar com o Discord a tempo
digest-reason-paused = o resumo foi pausado enquanto esperava outra tentativa
digest-reason-blocked = eu não tinha permissão para postar
digest-default-name = Resumo de notícias
digest-now-title = Neste momento
digest-modal = Novo resumo
digest-modal-channel = Canal
digest-modal-time = Horário
digest-modal-time-hint = 08:00
digest-modal-zone = Cidade ou fuso horário
digest-modal-topic = Assunto (deixe vazio para tudo)
digest-modal-name = Nome

button-why = Por que estas notícias?
button-why-quiet = Por que tão tranquilo?
button-catchup = O que eu perdi?

why-title = Por que estas notícias: { $name }
why-nothing = Nada foi publicado nesse período.
why-chosen = Ela estava no resumo.
why-off-topic = Ficou de fora porque não contém todas as palavras do assunto.
why-told = Ficou de fora porque um resumo anterior já a trazia e as novas matérias não acrescentam nada.
why-no-room = Ficou de fora porque o resumo tinha espaço para { $stories } e outras estavam mais bem colocadas.
why-details = Posição { $rank } de { $of }: { $reports ->
        [one] { $reports } matéria
       *[other] { $reports } matérias
    } de { $outlets ->
        [one] { $outlets } veículo
       *[other] { $outlets } veículos
    }, a mais nova de { $hours ->
        [0] menos de uma hora
        [one] { $hours } hora
       *[other] { $hours } horas
    } atrás.
why-moved-on = Um resumo anterior já a trazia, mas desta vez havia novidades.
why-commentary = Só saíram artigos de opinião, galerias de fotos ou compilados, que contam menos.
why-more = … e mais { $count }
why-headline-only = Só tenho esta manchete, e os resumos precisam de matérias completas.
why-other-outlet = O veículo não é um dos deste resumo: { $outlets }.
why-undated = Não tem data, então não sei dizer se é nova.
why-later = Só a recebi em { $seen }, depois que esse resumo foi feito.
why-outside = Foi publicada em { $published }, fora do período desse resumo.
why-now = Isto é sobre o resumo que `/resumo agora` mostrou. Ele não foi postado na programação.
why-unknown = Não tenho nenhuma matéria com essa manchete. Comece a digitar e escolha uma da lista.

# Watches
watch-alert = Novidade para um alerta
watch-late = Atrasado: isto chegou em { $due }.
watch-more-today = Tem mais, mas este alerta já avisou { $limit ->
        [one] { $limit } vez
       *[other] { $limit } vezes
    } hoje. `/manchetes` mostra tudo.
watch-added-question = Vou ficar de olho em notícias que respondam a “{ $words }” e postar em { $place }, uma vez por notícia.
watch-added-phrase = Vou ficar de olho em notícias que tenham todas as palavras de “{ $words }” e postar em { $place }, uma vez por notícia.
watch-direct = suas mensagens diretas
watch-this-channel = este canal
watch-list = Alertas
watch-list-empty = Ainda não há alertas aqui. Use `/alerta adicionar` para criar um.
watch-by = de { $member }
watch-last = último aviso em { $when }
watch-none-yet = nenhum aviso ainda
watch-is-question = pergunta
watch-is-phrase = todas as palavras
watch-paused-direct = pausado: você não aceita mensagens diretas minhas. Permita mensagens diretas deste servidor e adicione o alerta de novo
watch-paused-server = pausado: não estou mais nesse servidor
watch-paused-channel = pausado: esse canal foi excluído. Remova o alerta ou adicione em outro canal
watch-paused-permissions = pausado: não tenho permissão para postar lá. Volta assim que eu tiver
watch-removed = Não estou mais de olho em “{ $words }”.
watch-resumed = Estou de olho em “{ $words }” de novo.
watch-unknown = Não encontro esse alerta. `/alerta lista` mostra os seus.
watch-gone = Este alerta já foi encerrado.
watch-not-yours = Só quem criou este alerta, ou alguém com a permissão *Gerenciar servidor*, pode encerrá-lo.
watch-exists = Já existe um alerta para “{ $words }” em { $place }.
watch-nothing = Não consigo ficar de olho em “{ $words }”. Cite uma pessoa, um lugar ou uma coisa.
watch-too-many-member = Você já tem { $limit } alertas, o máximo. Remova um primeiro.
watch-too-many-server = Os canais deste servidor já têm { $limit } alertas, o máximo. Remova um primeiro.
watch-needs-manage = Você precisa da permissão *Gerenciar servidor* para adicionar um alerta a um canal. Escolha *{ choice-direct-message }*, e eu escrevo só para você.
watch-only-direct = Aqui só posso te mandar mensagens diretas. Escolha *{ choice-direct-message }* ou adicione o alerta em um servidor.
watch-which-channel = Escolha o canal em que devo postar.
watch-no-channel = Não posso postar em { $channel }. Escolha um canal de texto.
watch-closed = Não consigo te mandar mensagens diretas. Permita mensagens diretas deste servidor e tente de novo.
button-watch-stop = Encerrar este alerta

permission-view-channel = Ver canais
permission-send-messages = Enviar mensagens
permission-send-messages-in-threads = Enviar mensagens em tópicos
permission-create-public-threads = Criar tópicos públicos
permission-manage-threads = gerenciar tópicos
permission-attach-files = Anexar arquivos
permission-read-message-history = Ver histórico de mensagens

# Setup
setup-title = Verificação da instalação
setup-fine = Está tudo configurado corretamente.
setup-channel-fine = { $channel }: tudo certo
setup-missing = { $channel }: me faltam permissões: { $missing }. Sem elas não posso postar lá.
setup-advised = { $channel }: me dê também esta permissão: { $missing }. Uso para { $what }.
setup-gone = Resumo “{ $name }”: o canal dele foi excluído. Escolha outro com `/resumo editar`.
setup-relay-gone = { $name } postava em um canal que foi excluído. Use `/feeds postar` para parar ou escolher outro.
setup-refused = Resumo “{ $name }”: o Discord não me deixa postar em { $channel }, embora eu pareça ter todas as permissões. Vou continuar tentando.
setup-integrations = Os comandos que mudam algo exigem a permissão *Gerenciar servidor*. Para abrir um deles a outro cargo, ou fechá-lo, vá em *Configurações do servidor*, *Integrações* e no meu nome. Quem pode usar { $setup } também pode mudar as { $settings } deste servidor.
setup-for-history = não postar nada duas vezes depois de uma falha
setup-for-files = anexar imagens

# Settings
settings-server-title = O que vale para este servidor
settings-language = **Idioma** do que eu posto aqui
settings-automatic-language-server = O idioma deste servidor no Discord
settings-zone = **Fuso horário** em que “hoje” começa e termina aqui: { $zone }
settings-automatic-zone-server = O do primeiro resumo deste servidor
settings-time = agora { $time }
settings-outlets = { $count ->
        [0] **Veículos** cujas notícias aparecem aqui: todos
        [one] **Veículos** cujas notícias aparecem aqui: um
       *[other] **Veículos** cujas notícias aparecem aqui: { $count }
    }
settings-all-outlets = Todos os veículos
settings-notices = **Avisos**, como o de que um feed parou de funcionar, vão para
settings-notices-none = Lugar nenhum; escolha um canal
settings-ask-channels = **Onde** se pode perguntar
settings-everywhere = Em todos os canais
settings-ask-roles = **Quem** pode perguntar, além de quem gerencia o servidor
settings-everybody = Todo mundo
settings-own-title = O que vale para você, onde quer que me use
settings-own-language = **Idioma** em que respondo a você
settings-automatic-language-own = O do seu Discord
settings-own-zone = **Fuso horário** em que o seu “hoje” começa e termina
settings-automatic-zone-own = O do servidor
settings-zone-hint = Uma cidade, como Recife ou Lisboa
settings-bad-zone = Não conheço um fuso horário chamado “{ $zone }”. Tente o nome de uma cidade grande por perto.
button-other-zone = Outro fuso horário
button-own-settings = Minhas configurações
button-server-settings = Configurações deste servidor
button-more-outlets = Mais veículos ({ $page } de { $pages })
button-pictures-on = Imagens: sim
button-pictures-off = Imagens: não
button-corrections-on = Correções: sim
button-corrections-off = Correções: não

# Privacy
privacy-title = O que guardo sobre você
privacy-questions = **Suas perguntas**, o que citei e onde você perguntou, por { $days ->
        [one] { $days } dia
       *[other] { $days } dias
    }, para que os botões embaixo de uma resposta funcionem.
privacy-ratings = **Suas avaliações** (👍 👎), enquanto existir a resposta a que se referem.
privacy-watches = **Seus alertas**, até você encerrá-los.
privacy-settings = **Suas configurações**: o idioma e o fuso horário que você escolheu, o último idioma que vi no seu Discord e quando você perguntou pela última vez.
privacy-created = **Seu ID** nos resumos e feeds que você criou, que pertencem ao servidor deles.
privacy-nothing-else = **Nada mais**: nem o seu nome, nem nenhuma mensagem que não seja uma pergunta para mim.
privacy-backups = **Os backups** guardam o mesmo até serem substituídos.
privacy-exported = Tudo o que guardo sobre você
privacy-counts = { $questions ->
        [one] { $questions } pergunta ou lista
       *[other] { $questions } perguntas e listas
    }, { $ratings ->
        [one] { $ratings } avaliação
       *[other] { $ratings } avaliações
    }, { $watches ->
        [one] { $watches } alerta
       *[other] { $watches } alertas
    } e as suas configurações.
privacy-sure =
    Excluir tudo o que guardo sobre você?
    - Suas perguntas, avaliações, alertas (também os que postam em um canal) e configurações somem na hora, e de todo backup feito a partir de agora.
    - Os resumos e feeds que você criou ficam com o servidor deles, sem o seu ID.
    - Minhas respostas nos canais ficam, porque são do Discord; os botões delas param de funcionar. Antes, toque em *{ button-remove }* nas que devem sumir.
    - Guardo uma soma de verificação do seu ID, e nada mais, para excluir você de novo se um backup antigo for restaurado aqui.
privacy-deleted = Pronto. Não guardo mais nada sobre você, a não ser essa soma de verificação.
privacy-kept = Nada foi excluído.
button-privacy-export = Baixar meus dados
button-privacy-delete = Excluir meus dados
button-privacy-sure = Excluir tudo

# Greeting
greeting-title = Oi! Eu sou o Nutgraf
greeting-body = Respondo a perguntas sobre as notícias com as frases exatas que contam o que houve, cada uma com link para a matéria. Três coisas para começar:
greeting-more = { $help } mostra o que mais eu faço, { $settings } o que você pode escolher. Me mencione com uma pergunta quando quiser.
greeting-feeds = Use { $add } com o endereço de um site de notícias ou de um feed, e eu sigo para este servidor.
button-choose-news = Escolher notícias
button-daily-digest = Configurar um resumo diário
button-try-question = Fazer uma pergunta
example-question = Alguma novidade sobre { $name }?
example-today = O que aconteceu hoje?

# Feeds
feeds-title = Feeds deste servidor ({ $count } de { $limit })
feeds-none = Este servidor ainda não segue nenhum feed. Use `/feeds adicionar` com o endereço de um site ou de um feed.
feeds-public = { $count ->
        [one] Mais { $count } feed está disponível
       *[other] Mais { $count } feeds estão disponíveis
    } para todos os servidores.
feeds-reading = Encontrei { $name }, com { $entries ->
        [one] { $entries } entrada
       *[other] { $entries } entradas
    }. Estou lendo agora …
feeds-reading-all = Encontrei { $count } feeds. Estou lendo agora e já li { $read } …
feeds-added = Agora sigo { $name }: { $articles ->
        [0] ainda sem matérias
        [one] { $articles } matéria sobre a qual perguntar
       *[other] { $articles } matérias sobre as quais perguntar
    }.
feeds-added-unread = Agora sigo { $name }, mas ainda não consegui ler: { $error } Vou continuar tentando.
feeds-known = Este servidor já segue { $name }: { $articles ->
        [0] ainda sem matérias
        [one] { $articles } matéria sobre a qual perguntar
       *[other] { $articles } matérias sobre as quais perguntar
    }.
feeds-newest = As mais novas:
feeds-removed = Não sigo mais { $name }.
feeds-now-paused = { $name } está pausado. As matérias dele continuam guardadas.
feeds-now-resumed = { $name } está ativo de novo.
feeds-unknown = Este servidor não segue nenhum feed chamado “{ $name }”. Comece a digitar e escolha um da lista.
feeds-too-many = Este servidor já segue { $limit } feeds, o máximo. Remova um primeiro.
feeds-several = Este site tem { $count } feeds. Qual você quer?
feeds-several-of = { $address } tem { $count } feeds. Adicione esse endereço sozinho para escolher um.
feeds-choose = Escolha um feed
feeds-articles = { $articles ->
        [one] { $articles } matéria
       *[other] { $articles } matérias
    }
feeds-paused = pausado
feeds-gone = fora do ar para sempre
feeds-waiting = ainda não lido
feeds-read = lido em { $when }
feeds-error = { $failures ->
        [0] observação
        [one] { $failures } falha
       *[other] { $failures } falhas
    }: { $error }
feeds-test = Um feed com { $entries ->
        [one] { $entries } entrada
       *[other] { $entries } entradas
    }. Este servidor ainda não o segue.
feeds-test-text = { $paragraphs ->
        [one] { $paragraphs } parágrafo
       *[other] { $paragraphs } parágrafos
    } de texto
feeds-test-undated = sem data
feeds-test-empty = Não tem entradas no momento.
feeds-test-others = O site tem { $count ->
        [one] mais { $count } feed
       *[other] mais { $count } feeds
    }.
feeds-report = { $count ->
        [one] { $count } endereço
       *[other] { $count } endereços
    }
feeds-report-more = e mais { $count }, todos listados no arquivo
feeds-exported = { $count ->
        [one] { $count } feed
       *[other] { $count } feeds
    }, para qualquer leitor de feeds
feeds-import-unreadable = Não consigo usar esse arquivo. { $reason }
feeds-import-large = É grande demais para uma lista de feeds.
feed-failing = { $name } está com problemas: { $failures } erros desde { $since }. { $error } Vou continuar tentando uma vez por dia; use `/feeds remover` para parar.
feed-gone = Segundo o servidor dele, { $name } saiu do ar para sempre, então parei de ler. As matérias dele continuam guardadas.
button-post-here = Postar cada notícia nova aqui
button-previous = Anterior
button-next = Próxima

# Starter sets
starter-title = Escolher notícias
starter-body = Escolha um assunto e depois um ou mais veículos. Vou segui-los para este servidor. Para seguir qualquer outro veículo, use `/feeds adicionar` com o endereço do site ou do feed dele.
starter-choose-topic = Escolha um assunto
starter-choose = Escolha um ou mais veículos
starter-world = Mundo e notícias gerais
starter-technology = Tecnologia
starter-science = Ciência
starter-business = Economia
starter-sport = Esportes

# Feeds that post by themselves
relay-several = { $count } notícias novas de { $name }
relay-more = e mais { $count }
relay-late = Atrasado: isto chegou em { $due }.
relay-added = Vou postar cada notícia nova de { $name } em { $channel }, uma vez.
relay-changed = { $name } já postava em { $channel }. Agora continua como você configurou.
relay-words-only = Só notícias com { $words }.
relay-words-not = Nenhuma notícia com { $words }.
relay-list = Feeds que postam sozinhos
relay-list-empty = Nenhum feed posta sozinho aqui ainda. Use `/feeds postar` com um feed e um canal, e eu posto lá cada notícia nova.
relay-in = em { $channel }
relay-only = só com { $words }
relay-not = sem { $words }
relay-none-yet = nada postado ainda
relay-last = última notícia em { $when }
relay-stop = Parar de postar…
relay-stopped = { $name } não posta mais em { $channel }. Você ainda pode encontrar as notícias dele.
relay-gone = Esse feed já foi parado.
relay-too-many = Este servidor já tem { $limit } feeds que postam sozinhos, o máximo. Pare um primeiro.
relay-nothing = Não consigo buscar “{ $words }”. Informe palavras que uma notícia teria, separadas por vírgulas.
relay-paused-server = pausado: não estou neste servidor
relay-paused-channel = pausado: esse canal foi excluído. Pare o feed e escolha outro canal
relay-paused-permissions = pausado: não tenho permissão para postar lá. Volta assim que eu tiver
relay-blocked-channel = { $name } postava em um canal que foi excluído, então pausei. Use `/feeds postar` para parar ou escolher outro canal.
relay-blocked-permissions = { $name } não pode mais postar em { $channel }: não tenho permissão. Está pausado e volta assim que eu tiver; `/instalação verificar` mostra o que falta.

# Sources
sources-title = { $count ->
        [one] Notícias de { $count } veículo
       *[other] Notícias de { $count } veículos
    }
sources-none = Nenhuma das notícias daqui informa o veículo.
sources-held = { $articles ->
        [0] { $headlines ->
            [one] { $headlines } manchete
           *[other] { $headlines } manchetes
        }
        [one] { $articles } matéria
       *[other] { $articles } matérias
    } · última { $newest }
sources-undated = sem data

# Trends
trend-title = “{ $topic }” nas notícias
trend-compared = Nas notícias, últimos { $days } dias
trend-total = { $total ->
        [one] { $total } menção
       *[other] { $total } menções
    } em { $days } dias
trend-none = Nada sobre “{ $topic }” nos últimos { $days } dias.
trend-alt = Menções a “{ $topic }” por dia, { $days }: { $total } no total.
trend-alt-busiest = O máximo em { $day }: { $mentions }.
trend-alt-peak = Pico em { $day }: { $headline }

# Help
help-title = O que eu faço
help-intro = Respondo a perguntas sobre as notícias com as frases exatas que trazem a resposta, cada uma com link para a matéria. Se não tenho nada sobre um assunto, eu digo.
help-ask = Pergunte com { $ask } ou me mencione: “{ $example }”
help-ask-direct = Me escreva uma pergunta ou use { $ask }: “{ $example }”
help-headlines = { $command } lista as novidades.
help-story = { $command } resume uma matéria com as próprias frases dela.
help-catchup = { $command } conta só para você o que aconteceu desde a sua última pergunta.
help-trend = { $command } desenha quanto um assunto apareceu nas notícias.
help-watch = { $command } avisa quando uma matéria nova responde a uma pergunta ou contém suas palavras.
help-such-as = Experimente “{ $example }”.
help-sources = { $command } mostra quais veículos eu tenho.
help-menus = Segure ou clique com o botão direito em uma mensagem, depois *Apps*: *{ $check }* ou *{ $related }*
help-own = Seu idioma, seu fuso horário e o que guardo sobre você: { $commands }
help-managing = Como você gerencia este servidor, também pode usar:
help-feeds-add = { $command } segue um veículo para este servidor.
help-feeds-post = { $command } posta cada notícia nova de um feed em um canal.
help-digest-create = { $command } posta todo dia as notícias do dia em um canal.
help-setup-check = { $command } mostra quais permissões me faltam.
help-holding = Tenho { $articles ->
        [one] { $articles } matéria
       *[other] { $articles } matérias
    } de { $outlets ->
        [one] { $outlets } veículo
       *[other] { $outlets } veículos
    }, até { $newest }.

# Spans of days, as members may write them for a digest
days-daily = todos os dias
days-weekdays = dias úteis
days-weekends = fins de semana

# Where a span of time begins, in the choices of an option
since-today = hoje
since-yesterday = ontem
since-last-7-days = últimos 7 dias
since-last-30-days = últimos 30 dias

# When something goes wrong
error-unforeseen = Algo deu errado do meu lado. Está no meu registro com o número { $reference }.
error-permission = Para isso você precisa da permissão *Gerenciar servidor*.
error-guild-only = Isso só funciona em um servidor.
error-outlet = Não tenho nenhum veículo chamado “{ $name }”. Comece a digitar e escolha um da lista.
error-date = “{ $text }” não é uma data. Escreva como 2026-11-24.

# What is wrong with a feed, an address, a list of feeds or a posting. The English wording is that of the code, which
# bot/cards/problems.py recognizes by it; a test compares them.
problem-not-fetched = Não dá para buscar { $address }: { $problem }
problem-not-a-feed = { $address } não pode ser lido como feed: { $problem }
problem-named-not-fetched = A página indica { $address }, que não dá para buscar: { $problem }
problem-named-not-a-feed = A página indica { $address }, que não pode ser lido como feed: { $problem }
problem-no-feed-found = Nenhum feed foi encontrado em { $address }. { $problem } Tente o endereço do próprio feed.
problem-gone = O servidor diz que saiu do ar para sempre (HTTP 410).
problem-login = O servidor pede login (HTTP { $status }).
problem-payment = O servidor pede pagamento (HTTP { $status }).
problem-refused = O servidor se recusa a nos entregar (HTTP { $status }).
problem-nothing-there = Não há nada neste endereço (HTTP { $status }).
problem-too-often = O servidor diz que pedimos com frequência demais (HTTP { $status }).
problem-legal = O servidor retém por motivos legais (HTTP { $status }).
problem-overloaded = O servidor está sobrecarregado ou em manutenção (HTTP { $status }).
problem-server-error = O servidor informa um erro (HTTP { $status }).
problem-no-document = O servidor não entrega nenhum documento (HTTP { $status }).
problem-redirects = Redireciona mais de { $count } vezes.
problem-headers = O servidor manda cabeçalhos, respostas intermediárias ou pedaços minúsculos demais.
problem-timeout = O servidor não respondeu em { $seconds } segundos.
problem-no-server = Não existe servidor com esse nome.
problem-certificate = O certificado do servidor não é válido, ou ele não aceita HTTPS.
problem-unreachable = Não dá para falar com o servidor.
problem-broke-off = A conexão caiu antes do fim.
problem-not-web = O servidor não responde como um servidor web.
problem-bad-address = Não é um endereço da web válido.
problem-not-http = Não é um endereço da web que comece com http:// ou https://.
problem-user-name = Traz um nome de usuário ou uma senha, o que não é aceito.
problem-no-internet-address = Leva a um endereço que não é da internet.
problem-private-network = Leva a uma rede privada ou reservada, de onde nada é buscado.
problem-port = Indica a porta { $port }; só { $ports } são usadas.
problem-compression = Está compactado de um jeito que não é aceito.
problem-damaged = Está danificado: não dá para descompactar.
problem-cut-off = Foi interrompido antes do fim.
problem-too-large = Tem mais de { $limit } MB.
problem-too-large-feed = Tem mais de { $limit } MB, grande demais para um feed.
problem-too-large-page = Tem mais de { $limit } MB, grande demais para uma página.
problem-too-large-list = Tem mais de { $limit } MB, grande demais para uma lista de feeds.
problem-too-slow = A leitura demora mais do que o tamanho permite ({ $seconds } segundos), então foi interrompida.
problem-breaks-reader = Faz o programa de leitura travar, então fica de lado.
problem-no-reader = Não foi possível iniciar o programa que lê os documentos.
problem-data = Contém dados, não texto.
problem-empty = Não é um feed: está vazio.
problem-neither-xml-nor-json = Não é um feed: não é nem XML nem JSON.
problem-web-page = Não é um feed, e sim uma página da web.
problem-unreadable-feed = Não pode ser lido como feed ({ $kind }).
problem-neither-rss-nor-atom = Não é um feed: é XML ou HTML, mas nem RSS nem Atom.
problem-tags = Tem mais de { $limit } tags, demais para um feed.
problem-entries = Tem mais de { $limit } entradas, demais para um feed.
problem-tags-of-entry = Uma das entradas tem mais de { $limit } tags, demais para um feed.
problem-nested = Tem níveis demais para ser lido como JSON.
problem-invalid-json = Não é um feed: começa como um JSON Feed, mas não é JSON válido.
problem-json-without-items = Não é um feed: é JSON, mas não um JSON Feed com versão e entradas.
problem-json-version = Não é um feed: é JSON, mas a versão não é do JSON Feed.
problem-no-opml = Não é um arquivo OPML, que é o que os leitores de feeds exportam.
problem-names-no-feeds = Não indica nenhum feed.
problem-names-too-many = Indica mais de { $limit } feeds.
problem-no-html = Não contém HTML.
problem-one-waits = Traz mais texto do que um feed pode adicionar em uma hora; 1 entrada espera as próximas leituras.
problem-some-wait = Traz mais texto do que um feed pode adicionar em uma hora; { $count } entradas esperam as próximas leituras.
problem-too-long = { $name } é longo demais: { $kept } caracteres ficam, { $dropped } saem.
problem-more-too-long = O mesmo vale para mais { $count }.
problem-posting-refused = O Discord recusou: { $problem }
problem-no-answer = O Discord não respondeu a tempo
problem-answered = O Discord respondeu { $status }
problem-thread-gone = o tópico dele sumiu
problem-much-since = muita coisa foi escrita no canal desde então
problem-message-deleted = foi excluída uma mensagem que pode ter sido esta

# The commands themselves, as Discord lists them. bot/locales/commands.py says which message belongs to what. Names are
# lower case without spaces and, like a choice’s text, short: 32 characters; descriptions have at most 100.
command-ask = perguntar
command-ask-description = Faça uma pergunta sobre as notícias; a resposta são citações com links
command-headlines = manchetes
command-headlines-description = Lista as manchetes mais novas
command-headlines-topic-description = Só manchetes com todas estas palavras
command-story = notícia
command-story-description = Resume uma matéria em três frases dela mesma e mostra quem mais noticiou
command-trend = tendência
command-trend-description = Desenha, dia a dia, quanto até três assuntos apareceram nas notícias
command-trend-topic-description = As palavras a contar
command-trend-topic2-description = Outro assunto para comparar
command-trend-topic3-description = Um terceiro assunto
command-trend-days-description = Quantos dias para trás; 30 por padrão
command-digest = resumo
command-digest-description = Posta as notícias do dia em um canal
command-digest-create = criar
command-digest-create-description = Posta um resumo em um canal com hora marcada
command-digest-create-name-description = Como ele vai se chamar
command-digest-edit = editar
command-digest-edit-description = Muda um resumo; o que você deixar de fora continua igual
command-digest-pause = pausar
command-digest-pause-description = Para de postar um resumo por um tempo
command-digest-resume = retomar
command-digest-resume-description = Retoma um resumo pausado
command-digest-list = lista
command-digest-list-description = Mostra os resumos deste servidor
command-digest-delete = excluir
command-digest-delete-description = Exclui um resumo
command-digest-now = agora
command-digest-now-description = Mostra um resumo aqui, agora mesmo
command-digest-now-name-description = O resumo a mostrar; por padrão, tudo das últimas 24 horas
command-digest-why = por-quê
command-digest-why-description = Explica por que uma notícia entrou ou não no último resumo
command-digest-why-headline-description = A notícia, por uma das manchetes dela
command-digest-why-name-description = Qual resumo
command-watch = alerta
command-watch-description = Avisa quando as notícias respondem a algo
command-watch-add = adicionar
command-watch-add-description = Avisa quando uma matéria nova responde a uma pergunta ou contém certas palavras
command-watch-add-channel-description = O outro canal
command-watch-list = lista
command-watch-list-description = Mostra os seus alertas, e os do servidor se você puder gerenciá-lo
command-watch-remove = remover
command-watch-remove-description = Encerra um alerta
command-feeds = feeds
command-feeds-description = Os feeds que este servidor segue
command-feeds-add = adicionar
command-feeds-add-description = Segue um feed ou um site para este servidor
command-feeds-add-address-description = O endereço de um feed ou site, ou vários; deixe vazio para escolher de uma lista
command-feeds-list = lista
command-feeds-list-description = Mostra os feeds que este servidor segue e os erros
command-feeds-remove = remover
command-feeds-remove-description = Deixa de seguir um feed; as matérias são apagadas se ninguém mais o segue
command-feeds-pause = pausar
command-feeds-pause-description = Para de ler um feed por enquanto; as matérias dele continuam guardadas
command-feeds-resume = retomar
command-feeds-resume-description = Volta a ler um feed pausado
command-feeds-test = testar
command-feeds-test-description = Mostra as três entradas mais novas de um feed sem segui-lo
command-feeds-import = importar
command-feeds-import-description = Segue todos os feeds de um arquivo OPML, ou de texto com um por linha
command-feeds-export = exportar
command-feeds-export-description = Baixe os feeds deste servidor em um arquivo OPML, para qualquer leitor
command-feeds-post = postar
command-feeds-post-description = Posta cada notícia nova de um feed em um canal; sem feed: ver e parar
command-feeds-post-feed-description = Comece a digitar; vazio para ver, e parar, o que posta sozinho
command-feeds-post-channel-description = Onde postar; por padrão, aqui
command-sources = veículos
command-sources-description = Mostra quais veículos há e como as notícias deles estão atualizadas
command-setup = instalação
command-setup-description = Verifica se posso trabalhar aqui
command-setup-check = verificar
command-setup-check-description = Mostra cada permissão que me falta, por canal
command-catchup = em-dia
command-catchup-description = O que aconteceu desde a sua última pergunta, só para você
command-catchup-since-description = Em vez disso, desde: hoje, ontem, últimos 7 dias ou uma data como 2026-11-24
command-settings = configurações
command-settings-description = Escolha seu idioma e fuso horário; para a moderação, o que vale para o servidor
command-privacy = privacidade
command-privacy-description = O que guardo sobre você
command-privacy-about = sobre
command-privacy-about-description = Mostra o que guardo sobre você e por quanto tempo
command-privacy-export = exportar
command-privacy-export-description = Entrega em um arquivo tudo o que guardo sobre você
command-privacy-delete = excluir
command-privacy-delete-description = Exclui tudo o que guardo sobre você
command-help = ajuda
command-help-description = O que você pode fazer aqui com este bot e quais notícias ele tem

option-question = pergunta
option-question-description = O que você quer saber
option-source = veículo
option-source-description = Só este veículo
option-since = desde
option-since-description = Só desde então: hoje, ontem, últimos 7 dias ou uma data como 2026-11-24
option-private = privado
option-private-description = Mostrar a resposta só para você
option-topic = assunto
option-topic-description = Só matérias que contenham todas estas palavras
option-topic2 = assunto2
option-topic3 = assunto3
option-headline = manchete
option-headline-description = Comece a digitar e escolha uma
option-days = dias
option-days-description = todos os dias (padrão), dias úteis, fins de semana, ou dias como seg, qua, sex
option-channel = canal
option-channel-description = Onde postar
option-time = horário
option-time-description = O horário, como 08:00
option-timezone = fuso
option-timezone-description = Comece a digitar uma cidade
option-sources = veículos
option-sources-description = Só estes veículos, separados por vírgulas
option-length = tamanho
option-length-description = O máximo de notícias
option-mention = menção
option-mention-description = Um cargo a mencionar
option-no-mention = sem_menção
option-no-mention-description = Parar de mencionar um cargo
option-thread = tópico
option-thread-description = Abrir um tópico para cada postagem
option-publish = publicar
option-publish-description = Em um canal de anúncios: publicar nos servidores que o seguem
option-quiet = tranquilo
option-quiet-description = O que fazer em um dia sem notícias
option-name = nome
option-name-description = Qual
option-new-name = novo_nome
option-new-name-description = Um nome novo
option-what = o_quê
option-what-description = Uma pergunta, como “Quando a ponte reabre?”, ou palavras que a matéria deve conter
option-where = onde
option-where-description = Onde avisar; por padrão aqui, se você gerencia o servidor, ou por mensagem direta
option-watch = alerta
option-watch-description = Qual: comece a digitar as palavras dele
option-address = endereço
option-address-description = O endereço de um feed ou site
option-notices = avisos
option-notices-description = Onde aviso se um feed parar de funcionar; por padrão, aqui
option-feed = feed
option-feed-description = Comece a digitar e escolha um
option-file = arquivo
option-file-description = Uma exportação do seu leitor de feeds
option-only-with = só_com
option-only-with-description = Só notícias com uma destas palavras ou expressões, separadas por vírgulas
option-not-with = sem
option-not-with-description = Nenhuma notícia com uma destas palavras ou expressões, separadas por vírgulas

choice-line = avisar em uma linha
choice-skip = não postar nada
choice-this-channel = este canal
choice-another-channel = outro canal
choice-direct-message = mensagem direta

menu-check-against-the-news = Conferir com as notícias
menu-find-related-news = Achar notícias relacionadas
