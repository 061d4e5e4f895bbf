# Todo lo que Nutgraf dice en español. Discord tutea, y nosotros también.

# Answers
answer-none = No tengo nada sobre eso.
answer-closest = Los titulares más cercanos:
answer-empty-question = Hazme una pregunta sobre la actualidad, por ejemplo: «¿Cuándo reabre el puente?»
answer-headline = Titular
answer-part-missing = No tengo nada sobre { $parts }.
answer-stale = No tengo nada posterior al { $date } que responda a esto.
answer-undated = Ninguno de estos artículos tiene fecha, así que puede ser información antigua.
answer-evidence = Fuentes del { $from } al { $to }
answer-evidence-day = Fuentes del { $from }
answer-follows = Continúa «{ $question }»
answer-disagree = Los medios no coinciden en { $about }: { $values }
answer-no-more = Es todo lo que he encontrado.
answer-changed = Este artículo ha cambiado desde que lo cité. Vuelve a preguntar para ver el texto actual.
first-seen = visto por primera vez el { $when }
updated = actualizado el { $when }
corrected = Corregido por el medio, { $date }:
corrected-left = Ya no está en el artículo, { $date }. Ahora dice:
corrected-removed = Ya no está en el artículo, { $date }
story-copies = El mismo texto en { $outlets }
answer-closing = Me estoy reiniciando y no he llegado a tu pregunta. Vuelve a hacerla dentro de un minuto.
answer-expired = Los botones de esta tarjeta han caducado. Vuelve a preguntar para obtener una nueva.
answer-only-asker = Solo puede quitarla quien hizo la pregunta.
answer-rated-helpful = Anotado: has valorado esta respuesta con 👍. Pulsa 👎 si cambias de opinión.
answer-rated-unhelpful = Anotado: has valorado esta respuesta con 👎. Pulsa 👍 si cambias de opinión.
answer-rest = Qué más puedes hacer con esta respuesta:
answer-no-rest = No hay nada más que hacer con esta respuesta.
answer-removed = La respuesta se ha quitado.
answer-cannot-remove = No veo este canal, así que no puedo borrar el mensaje. La moderación puede borrarlo o permitirme ver el canal.
answer-reply-withheld = Discord no me muestra el texto de esa respuesta. Pulsa *{ button-follow-up }* debajo de la tarjeta o mencióname con tu pregunta.
answer-mention-empty = Mencióname con una pregunta sobre la actualidad, por ejemplo: «¿Cuándo reabre el puente?»

ask-elsewhere = En este servidor se pregunta en { $channels }.
ask-roles = En este servidor solo puede preguntar quien tiene el rol { $roles }.
ask-gone = Los canales o roles que podían preguntar en este servidor se eliminaron. La moderación puede elegir otros con `/ajustes`.
ask-wait-member = Son más de { $limit ->
        [one] una pregunta
       *[other] { $limit } preguntas
    } en un minuto, y no puedo responder más rápido a una sola persona. Vuelve a preguntar { $when }.
ask-wait-server = Este servidor ha hecho { $limit ->
        [one] una pregunta
       *[other] { $limit } preguntas
    } en un minuto, y no puedo responderle más rápido. Vuelve a preguntar { $when }.

button-follow-up = Seguir preguntando
button-paragraph = Ver el párrafo
button-more = Más citas
button-helpful = 👍
button-unhelpful = 👎
button-remove = Quitar
button-rest = Más
button-newer = Más recientes
button-older = Más antiguos
button-ask-about = Preguntar sobre esto

modal-follow-up = Seguir preguntando
modal-about = Preguntar sobre esta noticia
modal-question = Tu pregunta
modal-question-hint = ¿Y cuándo fue?
button-watch = Vigilar esto
button-any-time = Cualquier fecha
button-as-typed = Buscar «{ $words }»

# How a request was read
read-time = { $words }: { $days }
read-outlet = Solo de { $outlets }
read-elsewhere = Aquí no sigo a { $outlets }.
read-spelling = Resultados de *{ $words }*
read-nearest = Nada de esas fechas. Lo más cercano anterior, del { $day }:
read-newest = Nada más reciente que el { $day }:
read-language = Solo tengo noticias en inglés. Esto es lo que encontré sobre esos nombres.
quoted = «{ $text }»

# Briefings
briefing-reports = { $count ->
        [one] Una noticia, del { $day }
       *[other] { $count } noticias desde el { $day }
    }
briefing-undated = { $count ->
        [one] Una noticia
       *[other] { $count } noticias
    }

# What the bot is
about-greeting = ¡Hola! Pregúntame por la actualidad: respondo con las frases exactas que lo cuentan, cada una con el enlace a su artículo.
about-thanks = ¡De nada!
about-help = Haz una pregunta, di un tema o pregunta qué pasó un día. Respondo con las frases exactas de las noticias, cada una con el enlace a su artículo, y aviso cuando mis noticias no tienen la respuesta.
about-self = Soy Nutgraf, un programa que encuentra en las noticias las frases que responden a una pregunta. No escribo nada por mi cuenta: cada palabra está citada y enlazada.
about-sources = Todo lo que cito viene de los medios que sigo. `/medios` muestra lo recientes que son.
about-try = Prueba con «¿Qué pasó ayer?», «¿Hay novedades sobre el puente?» o «¿Por qué se canceló el ferri?»
about-held = Medios: { $outlets }
about-held-more = { " " }y { $count } más
about-follows = Sí, sigo a { $outlets }.

# While there is no news
no-news-manager = Todavía no tengo noticias. Usa `/feeds añadir` para seguir medios en este servidor: elige de una lista o indica la dirección de un sitio de noticias o de un feed. Quien me mantiene puede añadir noticias para todos los servidores con `nutgraf feeds add` o `nutgraf ingest`.
no-news-member = Todavía no tengo noticias. Pide a la moderación de este servidor que siga un medio con `/feeds añadir`.
no-news-waiting-manager = Todavía no tengo noticias, aunque este servidor sigue feeds. Los artículos nuevos llegan en pocos minutos; `/feeds lista` muestra cuándo se leyó cada feed y si hubo errores.
no-news-waiting-member = Todavía no tengo noticias. Este servidor sigue feeds, pero aún no ha llegado nada. Inténtalo en unos minutos o pide a la moderación que mire `/feeds lista`.
no-news-outlets-manager = No hay noticias de los medios que este servidor permite. Elige otros con `/ajustes`.
no-news-outlets-member = No hay noticias de los medios que este servidor permite. La moderación puede elegir otros con `/ajustes`.
no-news-direct = Todavía no tengo noticias para mensajes directos. Quien me mantiene puede añadirlas con `nutgraf feeds add` o `nutgraf ingest`. En un servidor, la moderación puede seguir un medio con `/feeds añadir`.

# Headlines
headlines-title = Titulares
headlines-of = Titulares de { $source }
headlines-topic = Titulares sobre «{ $topic }»
headlines-none = Ningún titular coincide.
headlines-page = Página { $page } de { $pages } · { $total ->
        [one] un titular
       *[other] { $total } titulares
    }
headlines-ask = Preguntar sobre…
headlines-only = solo el titular
source-unknown = medio desconocido

# Related news
related-title = Noticias relacionadas
related-to = Sobre «{ $text }»
related-none = No tengo nada relacionado con eso.
related-empty = Ese mensaje no tiene texto que yo pueda buscar.

# Stories
story-unknown = No tengo ningún artículo con ese titular. Empieza a escribir y elige uno de la lista.
story-closest = Los titulares más cercanos:
story-headline-only = Solo tengo este titular, no el artículo.
story-timeline = Quién lo contó y cuándo
story-more-reports = { $count ->
        [one] y una noticia más
       *[other] y { $count } noticias más
    }
story-differ = Los medios no coinciden

# Catching up
catchup-title = Lo que ha pasado
catchup-since-question = Desde tu última pregunta, { $when }
catchup-since = Desde { $when }
catchup-of-digests = lo que te habrían contado los resúmenes de este canal y tus alertas
catchup-of-watches = tus alertas y todas las noticias disponibles en mensajes directos
catchup-of-everything = todo lo que sigue este servidor, y tus alertas
catchup-more = +{ $count } más
catchup-watch = Tu alerta «{ $words }»
catchup-nothing = Nada nuevo. Para ir más atrás, usa `/al-día` con *desde*.

# Digests
digest-late = Con retraso: tocaba el { $due }.
digest-span = Del { $from } al { $to }
digest-quiet = Un día tranquilo: ninguna noticia nueva.
digest-part = { $name }, parte { $part } de { $parts }
digest-also = También: { $outlets }
digest-also-more = { $count } más
digest-moved-on = Novedades desde el último resumen:
digest-thread = { $name }, { $date }
digest-created = Resumen «{ $name }» creado: { $when } en { $channel }. El próximo sale el { $next }.
digest-edited = Resumen «{ $name }» actualizado: { $when } en { $channel }. El próximo sale el { $next }.
digest-edited-now = Resumen «{ $name }» actualizado: { $when } en { $channel }. El de hoy aún no ha salido, así que lo publico ahora.
digest-paused = El resumen «{ $name }» está en pausa. Usa `/resumen reanudar` para retomarlo.
digest-resumed = El resumen «{ $name }» vuelve a estar activo. El próximo sale el { $next }.
digest-list = Resúmenes de este servidor
digest-list-empty = Este servidor aún no tiene resúmenes. Usa `/resumen crear` para preparar uno.
digest-delete-sure = ¿Eliminar el resumen «{ $name }»? Se borran sus ajustes y el registro de lo que ha publicado. Lo ya publicado en el canal se queda.
digest-kept = El resumen «{ $name }» no se ha eliminado.
button-digest-delete = Eliminar
button-digest-keep = Conservar
digest-deleted = Resumen «{ $name }» eliminado.
digest-unknown = Este servidor no tiene ningún resumen llamado «{ $name }». `/resumen lista` los muestra todos.
digest-which = Este servidor tiene varios resúmenes. Elige uno con `nombre`.
name-blank = Un nombre necesita al menos una letra, un número o un signo que se vea.
digest-role-gone = Se eliminó el rol que mencionaba el resumen «{ $name }», así que ya no menciona ninguno. Elige otro con `/resumen editar`.
digest-exists = Este servidor ya tiene un resumen llamado «{ $name }». Elige otro nombre o elimina antes ese.
digest-too-many = Este servidor ya tiene { $limit } resúmenes, el máximo. Elimina uno antes.
digest-needs = Un resumen necesita `canal` y `hora`. Si no indicas ninguno de los dos, se abre un formulario.
digest-bad-time = «{ $time }» no es una hora. Escríbela así: 08:00 o 17:30.
digest-bad-zone = No conozco la zona horaria «{ $zone }». Empieza a escribir una ciudad y elige una de la lista.
digest-bad-days = «{ $days }» no es una lista de días. Escríbela así: lun, mié, vie, o usa { days-daily }, { days-weekdays } o { days-weekends }.
digest-bad-channel = Elige un canal de texto, de anuncios o de foro, o un hilo de este servidor.
digest-cannot-send = No tengo permiso para publicar en { $channel }. Dame allí estos permisos y vuelve a intentarlo: { $missing }.
digest-cannot-mention = Aquí no puedes mencionar a { $role }, así que un resumen tuyo tampoco. Elige un rol que todos puedan mencionar, o pídeselo a alguien que pueda mencionar todos los roles.
digest-weekdays = de lunes a viernes
digest-weekends = sábados y domingos
digest-every = { $days } a las { $time } ({ $zone })
digest-daily = a diario a las { $time } ({ $zone })
digest-state-paused = en pausa
digest-state-server = detenido: no estoy en este servidor
digest-state-channel = detenido: el canal se eliminó; elige otro con `/resumen editar`
digest-state-permissions = detenido: me faltan permisos: { $missing }
digest-state-refused = detenido: Discord no me deja publicar ahí; revisa mis permisos
digest-last-missed = el último no salió: { $reason }
digest-last-unknown = puede que el último no llegara: { $reason }
digest-last-open = publicándose ahora
digest-reason-downtime = estaba desconectado cuando tocaba
digest-reason-downtime-covered = estaba desconectado; un resumen posterior lo incluye
digest-reason-unreachable = no pude conectar con Discord a tiempo
digest-reason-paused = el resumen se puso en pausa mientras esperaba otro intento
digest-reason-blocked = no tenía permiso para publicar
digest-default-name = Resumen de noticias
digest-now-title = Ahora mismo
digest-modal = Nuevo resumen
digest-modal-channel = Canal
digest-modal-time = Hora
digest-modal-time-hint = 08:00
digest-modal-zone = Ciudad o zona horaria
digest-modal-topic = Tema (vacío para todo)
digest-modal-name = Nombre

button-why = ¿Por qué estas noticias?
button-why-quiet = ¿Por qué tan tranquilo?
button-catchup = Ponerme al día

why-title = Por qué estas noticias: { $name }
why-nothing = No se publicó nada en ese periodo.
why-chosen = Estaba en el resumen.
why-off-topic = Se quedó fuera porque no contiene todas las palabras del tema.
why-told = Se quedó fuera porque un resumen anterior ya la incluía y las noticias nuevas no añaden nada.
why-no-room = Se quedó fuera porque en el resumen cabían { $stories } y otras estaban por delante.
why-details = Puesto { $rank } de { $of }: { $reports ->
        [one] una noticia
       *[other] { $reports } noticias
    } de { $outlets ->
        [one] un medio
       *[other] { $outlets } medios
    }, la más reciente de hace { $hours ->
        [0] menos de una hora
        [one] una hora
       *[other] { $hours } horas
    }.
why-moved-on = Un resumen anterior ya la incluía, pero esta vez había novedades.
why-commentary = Solo había opinión, galerías de fotos o recopilaciones, que cuentan menos.
why-more = … y { $count } más
why-headline-only = Solo tengo este titular, y los resúmenes necesitan artículos completos.
why-other-outlet = Su medio no es uno de los de este resumen: { $outlets }.
why-undated = No tiene fecha, así que no puedo saber si es nuevo.
why-later = Lo recibí el { $seen }, cuando ese resumen ya estaba hecho.
why-outside = Se publicó el { $published }, fuera del periodo de ese resumen.
why-now = Esto se refiere al resumen que mostró `/resumen ahora`. No se publicó según su horario.
why-unknown = No tengo ningún artículo con ese titular. Empieza a escribir y elige uno de la lista.

# Watches
watch-alert = Novedades para una alerta
watch-late = Con retraso: esto llegó el { $due }.
watch-more-today = Hay más, pero esta alerta ya ha avisado { $limit ->
        [one] una vez
       *[other] { $limit } veces
    } hoy. `/titulares` lo muestra todo.
watch-added-question = Estaré pendiente de las noticias que respondan a «{ $words }» y las publicaré en { $place }, una vez por noticia.
watch-added-phrase = Estaré pendiente de las noticias que contengan todas las palabras de «{ $words }» y las publicaré en { $place }, una vez por noticia.
watch-direct = tus mensajes directos
watch-this-channel = este canal
watch-list = Alertas
watch-list-empty = Aquí aún no hay alertas. Usa `/alerta añadir` para crear una.
watch-by = de { $member }
watch-last = último aviso el { $when }
watch-none-yet = sin avisos todavía
watch-is-question = pregunta
watch-is-phrase = todas las palabras
watch-paused-direct = en pausa: no aceptas mensajes directos míos. Permite los mensajes directos de este servidor y vuelve a añadir la alerta
watch-paused-server = en pausa: ya no estoy en ese servidor
watch-paused-channel = en pausa: ese canal se eliminó. Quita la alerta o añádela en otro canal
watch-paused-permissions = en pausa: no tengo permiso para publicar ahí. Seguirá en cuanto lo tenga
watch-removed = Ya no estoy pendiente de «{ $words }».
watch-resumed = Vuelvo a estar pendiente de «{ $words }».
watch-unknown = No encuentro esa alerta. `/alerta lista` muestra las tuyas.
watch-gone = Esta alerta ya se había detenido.
watch-not-yours = Solo quien creó esta alerta, o alguien con el permiso *Gestionar servidor*, puede detenerla.
watch-exists = Ya hay una alerta para «{ $words }» en { $place }.
watch-nothing = No puedo estar pendiente de «{ $words }». Nombra una persona, un lugar o una cosa.
watch-too-many-member = Ya tienes { $limit } alertas, el máximo. Quita una antes.
watch-too-many-server = Los canales de este servidor ya tienen { $limit } alertas, el máximo. Quita una antes.
watch-needs-manage = Necesitas el permiso *Gestionar servidor* para añadir una alerta a un canal. Elige *{ choice-direct-message }* y te escribiré en privado.
watch-only-direct = Aquí solo puedo enviarte mensajes directos. Elige *{ choice-direct-message }* o añade la alerta en un servidor.
watch-which-channel = Elige el canal en el que debo publicar.
watch-no-channel = No puedo publicar en { $channel }. Elige un canal de texto.
watch-closed = No puedo enviarte mensajes directos. Permite los mensajes directos de este servidor y vuelve a intentarlo.
button-watch-stop = Detener esta alerta

permission-view-channel = Ver canales
permission-send-messages = Enviar mensajes
permission-send-messages-in-threads = Enviar mensajes en hilos
permission-create-public-threads = Crear hilos públicos
permission-manage-threads = gestionar hilos
permission-attach-files = Adjuntar archivos
permission-read-message-history = Leer el historial de mensajes

# Setup
setup-title = Revisión de la instalación
setup-fine = Todo está bien configurado.
setup-channel-fine = { $channel }: bien
setup-missing = { $channel }: me faltan permisos: { $missing }. Sin ellos no puedo publicar ahí.
setup-advised = { $channel }: dame también este permiso: { $missing }. Lo uso para { $what }.
setup-gone = Resumen «{ $name }»: su canal se eliminó. Elige otro con `/resumen editar`.
setup-relay-gone = { $name } publicaba en un canal que se ha eliminado. Usa `/feeds publicar` para detenerlo o elegir otro.
setup-refused = Resumen «{ $name }»: Discord no me deja publicar en { $channel }, aunque parece que tengo todos los permisos. Seguiré intentándolo.
setup-integrations = Los comandos que cambian algo necesitan el permiso *Gestionar servidor*. Para abrir uno a otro rol, o cerrarlo, ve a *Ajustes del servidor*, *Integraciones* y mi nombre. Quien puede usar { $setup } también puede cambiar los { $settings } de este servidor.
setup-for-history = no publicar nada dos veces tras un fallo
setup-for-files = adjuntar imágenes

# Settings
settings-server-title = Lo que vale para este servidor
settings-language = **Idioma** de lo que publico aquí
settings-automatic-language-server = El idioma de Discord de este servidor
settings-zone = **Zona horaria** en la que «hoy» empieza y acaba aquí: { $zone }
settings-automatic-zone-server = La del primer resumen de este servidor
settings-time = ahora { $time }
settings-outlets = { $count ->
        [0] **Medios** cuyas noticias se encuentran aquí: todos
        [one] **Medios** cuyas noticias se encuentran aquí: uno
       *[other] **Medios** cuyas noticias se encuentran aquí: { $count }
    }
settings-all-outlets = Todos los medios
settings-notices = **Avisos**, como que un feed dejó de funcionar: van a
settings-notices-none = A ninguna parte; elige un canal
settings-ask-channels = **Dónde** se puede preguntar
settings-everywhere = En todos los canales
settings-ask-roles = **Quién** puede preguntar, además de quienes gestionan el servidor
settings-everybody = Todo el mundo
settings-own-title = Lo que vale para ti, estés donde estés
settings-own-language = **Idioma** en el que te respondo
settings-automatic-language-own = El de tu Discord
settings-own-zone = **Zona horaria** en la que tu «hoy» empieza y acaba
settings-automatic-zone-own = La del servidor
settings-zone-hint = Una ciudad, por ejemplo Lima o Sevilla
settings-bad-zone = No conozco ninguna zona horaria llamada «{ $zone }». Prueba con una ciudad grande cercana.
button-other-zone = Otra zona horaria
button-own-settings = Mis ajustes
button-server-settings = Ajustes de este servidor
button-more-outlets = Más medios ({ $page } de { $pages })
button-pictures-on = Imágenes: sí
button-pictures-off = Imágenes: no
button-corrections-on = Correcciones: sí
button-corrections-off = Correcciones: no

# Privacy
privacy-title = Lo que guardo sobre ti
privacy-questions = **Tus preguntas**, lo que cité y dónde preguntaste, durante { $days ->
        [one] un día
       *[other] { $days } días
    }, para que funcionen los botones de cada respuesta.
privacy-ratings = **Tus valoraciones** (👍 👎), mientras exista la respuesta a la que se refieren.
privacy-watches = **Tus alertas**, hasta que las detengas.
privacy-settings = **Tus ajustes**: el idioma y la zona horaria que elegiste, el último idioma que vi en tu Discord y cuándo preguntaste por última vez.
privacy-created = **Tu id** en los resúmenes y feeds que creaste, que pertenecen a su servidor.
privacy-nothing-else = **Nada más**: ni tu nombre ni ningún mensaje que no sea una pregunta para mí.
privacy-backups = **Las copias de seguridad** contienen lo mismo hasta que se sustituyen.
privacy-exported = Todo lo que guardo sobre ti
privacy-counts = { $questions ->
        [one] Una pregunta o lista
       *[other] { $questions } preguntas y listas
    }, { $ratings ->
        [one] una valoración
       *[other] { $ratings } valoraciones
    }, { $watches ->
        [one] una alerta
       *[other] { $watches } alertas
    } y tus ajustes.
privacy-sure =
    ¿Eliminar todo lo que guardo sobre ti?
    - Tus preguntas, valoraciones, alertas (también las que publican en un canal) y ajustes desaparecen al momento, y de toda copia de seguridad que se haga desde ahora.
    - Los resúmenes y feeds que creaste se quedan en su servidor, sin tu id.
    - Mis respuestas en los canales se quedan, porque son de Discord; sus botones dejan de funcionar. Pulsa antes *{ button-remove }* en las que deban desaparecer.
    - Guardo una suma de verificación de tu id, y nada más, para volver a eliminarte si algún día se restaura aquí una copia anterior.
privacy-deleted = Hecho. Ya no guardo nada sobre ti, salvo esa suma de verificación.
privacy-kept = No se ha eliminado nada.
button-privacy-export = Descargar mis datos
button-privacy-delete = Eliminar mis datos
button-privacy-sure = Eliminar todo

# Greeting
greeting-title = ¡Hola! Soy Nutgraf
greeting-body = Respondo a preguntas de actualidad con las frases exactas que lo cuentan, cada una con el enlace a su artículo. Tres cosas para empezar:
greeting-more = { $help } muestra qué más sé hacer, { $settings } lo que puedes elegir. Mencióname con una pregunta cuando quieras.
greeting-feeds = Usa { $add } con la dirección de un sitio de noticias o de un feed, y lo seguiré para este servidor.
button-choose-news = Elegir noticias
button-daily-digest = Preparar un resumen diario
button-try-question = Probar una pregunta
example-question = ¿Hay novedades sobre { $name }?
example-today = ¿Qué ha pasado hoy?

# Feeds
feeds-title = Feeds de este servidor ({ $count } de { $limit })
feeds-none = Este servidor aún no sigue ningún feed. Usa `/feeds añadir` con la dirección de un sitio o de un feed.
feeds-public = { $count ->
        [one] Hay un feed más disponible
       *[other] Hay { $count } feeds más disponibles
    } para todos los servidores.
feeds-reading = He encontrado { $name }, con { $entries ->
        [one] una entrada
       *[other] { $entries } entradas
    }. Lo estoy leyendo …
feeds-reading-all = He encontrado { $count } feeds. Los estoy leyendo y ya llevo { $read } …
feeds-added = Ahora sigo { $name }: { $articles ->
        [0] aún no tiene artículos
        [one] un artículo sobre el que preguntar
       *[other] { $articles } artículos sobre los que preguntar
    }.
feeds-added-unread = Ahora sigo { $name }, pero aún no he podido leerlo: { $error } Seguiré intentándolo.
feeds-known = Este servidor ya sigue { $name }: { $articles ->
        [0] aún no tiene artículos
        [one] un artículo sobre el que preguntar
       *[other] { $articles } artículos sobre los que preguntar
    }.
feeds-newest = Lo más reciente:
feeds-removed = Ya no sigo { $name }.
feeds-now-paused = { $name } está en pausa. Sus artículos se conservan.
feeds-now-resumed = { $name } vuelve a estar activo.
feeds-unknown = Este servidor no sigue ningún feed llamado «{ $name }». Empieza a escribir y elige uno de la lista.
feeds-too-many = Este servidor ya sigue { $limit } feeds, el máximo. Quita uno antes.
feeds-several = Este sitio tiene { $count } feeds. ¿Cuál quieres?
feeds-several-of = { $address } tiene { $count } feeds. Añade esa dirección por separado para elegir uno.
feeds-choose = Elige un feed
feeds-articles = { $articles ->
        [one] un artículo
       *[other] { $articles } artículos
    }
feeds-paused = en pausa
feeds-gone = desaparecido para siempre
feeds-waiting = aún sin leer
feeds-read = leído el { $when }
feeds-error = { $failures ->
        [0] nota
        [one] un fallo
       *[other] { $failures } fallos
    }: { $error }
feeds-test = Un feed con { $entries ->
        [one] una entrada
       *[other] { $entries } entradas
    }. Este servidor aún no lo sigue.
feeds-test-text = { $paragraphs ->
        [one] un párrafo
       *[other] { $paragraphs } párrafos
    } de texto
feeds-test-undated = sin fecha
feeds-test-empty = Ahora mismo no tiene entradas.
feeds-test-others = El sitio tiene { $count ->
        [one] un feed más
       *[other] { $count } feeds más
    }.
feeds-report = { $count ->
        [one] Una dirección
       *[other] { $count } direcciones
    }
feeds-report-more = y { $count } más, todas en el archivo
feeds-exported = { $count ->
        [one] Un feed
       *[other] { $count } feeds
    }, para cualquier lector de feeds
feeds-import-unreadable = No puedo usar ese archivo. { $reason }
feeds-import-large = Es demasiado grande para una lista de feeds.
feed-failing = { $name } está fallando: { $failures } errores desde el { $since }. { $error } Seguiré intentándolo una vez al día; usa `/feeds quitar` para dejarlo.
feed-gone = { $name } ha desaparecido para siempre, según su servidor, así que he dejado de leerlo. Sus artículos se conservan.
button-post-here = Publicar aquí cada noticia nueva
button-previous = Anterior
button-next = Siguiente

# Starter sets
starter-title = Elegir noticias
starter-body = Elige un tema y después uno o varios medios. Los seguiré para este servidor. Para seguir cualquier otro medio, usa `/feeds añadir` con la dirección de su sitio o de su feed.
starter-choose-topic = Elige un tema
starter-choose = Elige uno o varios medios
starter-world = Mundo y actualidad general
starter-technology = Tecnología
starter-science = Ciencia
starter-business = Economía
starter-sport = Deportes

# Feeds that post by themselves
relay-several = { $count } noticias nuevas de { $name }
relay-more = y { $count } más
relay-late = Con retraso: esto llegó el { $due }.
relay-added = Publicaré cada noticia nueva de { $name } en { $channel }, una sola vez.
relay-changed = { $name } ya publicaba en { $channel }. Sigue ahora como lo has indicado.
relay-words-only = Solo noticias con { $words }.
relay-words-not = Ninguna noticia con { $words }.
relay-list = Feeds que publican por su cuenta
relay-list-empty = Aquí aún no publica ningún feed por su cuenta. Usa `/feeds publicar` con un feed y un canal, y publicaré allí cada noticia nueva.
relay-in = en { $channel }
relay-only = solo con { $words }
relay-not = sin { $words }
relay-none-yet = nada publicado todavía
relay-last = última noticia el { $when }
relay-stop = Dejar de publicar…
relay-stopped = { $name } ya no publica en { $channel }. Todavía puedes encontrar sus noticias.
relay-gone = Ese feed ya se había detenido.
relay-too-many = Este servidor ya tiene { $limit } feeds que publican por su cuenta, el máximo. Detén uno antes.
relay-nothing = No puedo buscar «{ $words }». Indica palabras que tendría una noticia, separadas por comas.
relay-paused-server = en pausa: no estoy en este servidor
relay-paused-channel = en pausa: ese canal se eliminó. Detenlo y elige otro canal
relay-paused-permissions = en pausa: no tengo permiso para publicar ahí. Seguirá en cuanto lo tenga
relay-blocked-channel = { $name } publicaba en un canal que se ha eliminado, así que lo he puesto en pausa. Usa `/feeds publicar` para detenerlo o elegir otro canal.
relay-blocked-permissions = { $name } ya no puede publicar en { $channel }: no tengo permiso. Está en pausa y seguirá en cuanto lo tenga; `/instalación comprobar` muestra lo que falta.

# Sources
sources-title = { $count ->
        [one] Noticias de un medio
       *[other] Noticias de { $count } medios
    }
sources-none = Ninguna de las noticias de aquí indica su medio.
sources-held = { $articles ->
        [0] { $headlines ->
            [one] un titular
           *[other] { $headlines } titulares
        }
        [one] un artículo
       *[other] { $articles } artículos
    } · lo último { $newest }
sources-undated = sin fecha

# Trends
trend-title = «{ $topic }» en las noticias
trend-compared = En las noticias, últimos { $days } días
trend-total = { $total ->
        [one] Una mención
       *[other] { $total } menciones
    } en { $days } días
trend-none = Nada sobre «{ $topic }» en los últimos { $days } días.
trend-alt = Menciones de «{ $topic }» por día, { $days }: { $total } en total.
trend-alt-busiest = El máximo, el { $day }: { $mentions }.
trend-alt-peak = Pico el { $day }: { $headline }

# Help
help-title = Qué hago
help-intro = Respondo a preguntas de actualidad con las frases exactas que las contestan, cada una con el enlace a su artículo. Si no tengo nada sobre un tema, lo digo.
help-ask = Pregunta con { $ask } o mencióname: «{ $example }»
help-ask-direct = Escríbeme una pregunta o usa { $ask }: «{ $example }»
help-headlines = { $command } muestra lo más nuevo.
help-story = { $command } resume un artículo con sus propias frases.
help-catchup = { $command } te cuenta solo a ti qué ha pasado desde tu última pregunta.
help-trend = { $command } dibuja cuánto ha salido un tema en las noticias.
help-watch = { $command } te avisa cuando un artículo nuevo responde a una pregunta o contiene tus palabras.
help-such-as = Prueba con «{ $example }».
help-sources = { $command } muestra qué medios tengo.
help-menus = Mantén pulsado un mensaje o haz clic derecho en él, luego *Aplicaciones*: *{ $check }* o *{ $related }*
help-own = Tu idioma, tu zona horaria y lo que guardo sobre ti: { $commands }
help-managing = Como gestionas este servidor, también puedes usar:
help-feeds-add = { $command } sigue un medio para este servidor.
help-feeds-post = { $command } publica cada noticia nueva de un feed en un canal.
help-digest-create = { $command } publica cada día las noticias del día en un canal.
help-setup-check = { $command } muestra qué permisos me faltan.
help-holding = Tengo { $articles ->
        [one] un artículo
       *[other] { $articles } artículos
    } de { $outlets ->
        [one] un medio
       *[other] { $outlets } medios
    }, hasta el { $newest }.

# Spans of days, as members may write them for a digest
days-daily = a diario
days-weekdays = laborables
days-weekends = fines de semana

# Where a span of time begins, in the choices of an option
since-today = hoy
since-yesterday = ayer
since-last-7-days = últimos 7 días
since-last-30-days = últimos 30 días

# When something goes wrong
error-unforeseen = Algo ha fallado por mi parte. En mi registro tiene el número { $reference }.
error-permission = Para eso necesitas el permiso *Gestionar servidor*.
error-guild-only = Eso solo funciona en un servidor.
error-outlet = No tengo ningún medio llamado «{ $name }». Empieza a escribir y elige uno de la lista.
error-date = «{ $text }» no es una fecha. Escríbela así: 2026-11-24.

# What is wrong with a feed, an address, a list of feeds or a posting. The English wording is that of the code, which
# bot/cards/problems.py recognizes by it; a test compares them.
problem-not-fetched = No se puede obtener { $address }: { $problem }
problem-not-a-feed = { $address } no se puede leer como feed: { $problem }
problem-named-not-fetched = La página indica { $address }, que no se puede obtener: { $problem }
problem-named-not-a-feed = La página indica { $address }, que no se puede leer como feed: { $problem }
problem-no-feed-found = No se encontró ningún feed en { $address }. { $problem } Prueba con la dirección del propio feed.
problem-gone = El servidor dice que ha desaparecido para siempre (HTTP 410).
problem-login = El servidor pide iniciar sesión (HTTP { $status }).
problem-payment = El servidor pide un pago (HTTP { $status }).
problem-refused = El servidor se niega a dárnoslo (HTTP { $status }).
problem-nothing-there = No hay nada en esta dirección (HTTP { $status }).
problem-too-often = El servidor dice que preguntamos demasiado a menudo (HTTP { $status }).
problem-legal = El servidor lo retiene por motivos legales (HTTP { $status }).
problem-overloaded = El servidor está saturado o en mantenimiento (HTTP { $status }).
problem-server-error = El servidor informa de un error (HTTP { $status }).
problem-no-document = El servidor no da ningún documento (HTTP { $status }).
problem-redirects = Redirige más de { $count } veces.
problem-headers = El servidor envía demasiadas cabeceras, respuestas intermedias o trozos minúsculos.
problem-timeout = El servidor no respondió en { $seconds } segundos.
problem-no-server = No existe ningún servidor con ese nombre.
problem-certificate = El certificado del servidor no es válido, o no admite HTTPS.
problem-unreachable = No se puede conectar con el servidor.
problem-broke-off = La conexión se cortó antes de terminar.
problem-not-web = El servidor no responde como un servidor web.
problem-bad-address = No es una dirección web válida.
problem-not-http = No es una dirección web que empiece por http:// o https://.
problem-user-name = Lleva un nombre de usuario o una contraseña, y eso no se admite.
problem-no-internet-address = Lleva a una dirección que no es de internet.
problem-private-network = Lleva a una red privada o reservada, de la que no se obtiene nada.
problem-port = Indica el puerto { $port }; solo se usan { $ports }.
problem-compression = Está comprimido de una forma que no se admite.
problem-damaged = Está dañado: no se puede descomprimir.
problem-cut-off = Se cortó antes de terminar.
problem-too-large = Ocupa más de { $limit } MB.
problem-too-large-feed = Ocupa más de { $limit } MB, demasiado para un feed.
problem-too-large-page = Ocupa más de { $limit } MB, demasiado para una página.
problem-too-large-list = Ocupa más de { $limit } MB, demasiado para una lista de feeds.
problem-too-slow = Leerlo tarda más de lo que permite su tamaño ({ $seconds } segundos), así que se detuvo.
problem-breaks-reader = Hace fallar al programa que lo lee, así que se deja de lado.
problem-no-reader = No se pudo iniciar el programa que lee los documentos.
problem-data = Contiene datos, no texto.
problem-empty = No es un feed: está vacío.
problem-neither-xml-nor-json = No es un feed: no es ni XML ni JSON.
problem-web-page = No es un feed, sino una página web.
problem-unreadable-feed = No se puede leer como feed ({ $kind }).
problem-neither-rss-nor-atom = No es un feed: es XML o HTML, pero ni RSS ni Atom.
problem-tags = Tiene más de { $limit } etiquetas, demasiadas para un feed.
problem-entries = Tiene más de { $limit } entradas, demasiadas para un feed.
problem-tags-of-entry = Una de sus entradas tiene más de { $limit } etiquetas, demasiadas para un feed.
problem-nested = Tiene demasiados niveles para leerlo como JSON.
problem-invalid-json = No es un feed: empieza como un JSON Feed, pero no es JSON válido.
problem-json-without-items = No es un feed: es JSON, pero no un JSON Feed con versión y entradas.
problem-json-version = No es un feed: es JSON, pero su versión no es de JSON Feed.
problem-no-opml = No es un archivo OPML, que es lo que exportan los lectores de feeds.
problem-names-no-feeds = No indica ningún feed.
problem-names-too-many = Indica más de { $limit } feeds.
problem-no-html = No contiene HTML.
problem-one-waits = Trae más texto del que un feed puede añadir en una hora; 1 entrada espera a las próximas lecturas.
problem-some-wait = Trae más texto del que un feed puede añadir en una hora; { $count } entradas esperan a las próximas lecturas.
problem-too-long = { $name } es demasiado largo: se conservan { $kept } caracteres y se descartan { $dropped }.
problem-more-too-long = Lo mismo pasa con { $count } más.
problem-posting-refused = Discord lo rechazó: { $problem }
problem-no-answer = Discord no respondió a tiempo
problem-answered = Discord respondió { $status }
problem-thread-gone = su hilo ya no existe
problem-much-since = se ha escrito demasiado en el canal desde entonces
problem-message-deleted = se eliminó un mensaje que pudo ser este

# The commands themselves, as Discord lists them. bot/locales/commands.py says which message belongs to what. Names are
# lower case without spaces and, like a choice’s text, short: 32 characters; descriptions have at most 100.
command-ask = preguntar
command-ask-description = Haz una pregunta sobre la actualidad; la respuesta son citas con enlaces
command-headlines = titulares
command-headlines-description = Muestra los titulares más recientes
command-headlines-topic-description = Solo titulares con todas estas palabras
command-story = noticia
command-story-description = Resume un artículo en tres de sus frases y muestra quién más lo ha contado
command-trend = tendencia
command-trend-description = Dibuja día a día cuánto han salido hasta tres temas en las noticias
command-trend-topic-description = Las palabras que contar
command-trend-topic2-description = Otro tema con el que comparar
command-trend-topic3-description = Un tercer tema
command-trend-days-description = Cuántos días hacia atrás; 30 por defecto
command-digest = resumen
command-digest-description = Publica las noticias del día en un canal
command-digest-create = crear
command-digest-create-description = Publica un resumen en un canal a su hora
command-digest-create-name-description = Cómo se llamará
command-digest-edit = editar
command-digest-edit-description = Cambia un resumen; lo que no indiques se queda igual
command-digest-pause = pausar
command-digest-pause-description = Deja de publicar un resumen por un tiempo
command-digest-resume = reanudar
command-digest-resume-description = Retoma un resumen en pausa
command-digest-list = lista
command-digest-list-description = Muestra los resúmenes de este servidor
command-digest-delete = eliminar
command-digest-delete-description = Elimina un resumen
command-digest-now = ahora
command-digest-now-description = Muestra un resumen aquí, ahora mismo
command-digest-now-name-description = El resumen que mostrar; por defecto, todo lo de las últimas 24 horas
command-digest-why = por-qué
command-digest-why-description = Explica por qué una noticia estaba o no en el último resumen
command-digest-why-headline-description = La noticia, por uno de sus titulares
command-digest-why-name-description = Qué resumen
command-watch = alerta
command-watch-description = Te avisa cuando las noticias responden a algo
command-watch-add = añadir
command-watch-add-description = Te avisa cuando un artículo nuevo responde a una pregunta o contiene ciertas palabras
command-watch-add-channel-description = El otro canal
command-watch-list = lista
command-watch-list-description = Muestra tus alertas, y las del servidor si puedes gestionarlo
command-watch-remove = quitar
command-watch-remove-description = Detiene una alerta
command-feeds = feeds
command-feeds-description = Los feeds que sigue este servidor
command-feeds-add = añadir
command-feeds-add-description = Sigue un feed o un sitio para este servidor
command-feeds-add-address-description = La dirección de un feed o sitio, o varias; déjalo vacío para elegir de una lista
command-feeds-list = lista
command-feeds-list-description = Muestra los feeds que sigue este servidor y sus errores
command-feeds-remove = quitar
command-feeds-remove-description = Deja de seguir un feed; sus artículos se borran si nadie más lo sigue
command-feeds-pause = pausar
command-feeds-pause-description = Deja de leer un feed por ahora; sus artículos se conservan
command-feeds-resume = reanudar
command-feeds-resume-description = Vuelve a leer un feed en pausa
command-feeds-test = probar
command-feeds-test-description = Muestra las tres entradas más recientes de un feed sin seguirlo
command-feeds-import = importar
command-feeds-import-description = Sigue todos los feeds de un archivo OPML, o de texto con uno por línea
command-feeds-export = exportar
command-feeds-export-description = Te da los feeds de este servidor en un archivo OPML, para cualquier lector
command-feeds-post = publicar
command-feeds-post-description = Publica cada noticia nueva de un feed en un canal; sin feed: ver y detener
command-feeds-post-feed-description = Empieza a escribir; vacío para ver, y detener, lo que se publica solo
command-feeds-post-channel-description = Dónde publicar; por defecto, aquí
command-sources = medios
command-sources-description = Muestra qué medios hay y lo recientes que son sus noticias
command-setup = instalación
command-setup-description = Comprueba si puedo trabajar aquí
command-setup-check = comprobar
command-setup-check-description = Muestra cada permiso que me falta, canal por canal
command-catchup = al-día
command-catchup-description = Lo que ha pasado desde tu última pregunta, solo para ti
command-catchup-since-description = En cambio desde: hoy, ayer, últimos 7 días o una fecha como 2026-11-24
command-settings = ajustes
command-settings-description = Elige tu idioma y zona horaria; la moderación, lo que vale para el servidor
command-privacy = privacidad
command-privacy-description = Lo que guardo sobre ti
command-privacy-about = información
command-privacy-about-description = Muestra lo que guardo sobre ti y durante cuánto tiempo
command-privacy-export = exportar
command-privacy-export-description = Te da en un archivo todo lo que guardo sobre ti
command-privacy-delete = eliminar
command-privacy-delete-description = Elimina todo lo que guardo sobre ti
command-help = ayuda
command-help-description = Qué puedes hacer aquí con este bot y qué noticias tiene

option-question = pregunta
option-question-description = Lo que quieres saber
option-source = medio
option-source-description = Solo este medio
option-since = desde
option-since-description = Solo desde entonces: hoy, ayer, últimos 7 días o una fecha como 2026-11-24
option-private = privado
option-private-description = Mostrarte la respuesta solo a ti
option-topic = tema
option-topic-description = Solo artículos que contengan todas estas palabras
option-topic2 = tema2
option-topic3 = tema3
option-headline = titular
option-headline-description = Empieza a escribir y elige uno
option-days = días
option-days-description = a diario (por defecto), laborables, fines de semana, o días como lun, mié, vie
option-channel = canal
option-channel-description = Dónde publicarlo
option-time = hora
option-time-description = La hora, por ejemplo 08:00
option-timezone = zona_horaria
option-timezone-description = Empieza a escribir una ciudad
option-sources = medios
option-sources-description = Solo estos medios, separados por comas
option-length = longitud
option-length-description = Cuántas noticias como máximo
option-mention = mención
option-mention-description = Un rol que mencionar
option-no-mention = sin_mención
option-no-mention-description = Dejar de mencionar un rol
option-thread = hilo
option-thread-description = Abrir un hilo con cada publicación
option-publish = difundir
option-publish-description = En un canal de anuncios: publicarlo en los servidores que lo siguen
option-quiet = tranquilo
option-quiet-description = Qué hacer un día sin noticias
option-name = nombre
option-name-description = Cuál
option-new-name = nuevo_nombre
option-new-name-description = Un nombre nuevo
option-what = qué
option-what-description = Una pregunta, como «¿Cuándo reabre el puente?», o palabras que deba contener el artículo
option-where = dónde
option-where-description = Dónde avisar; por defecto aquí si gestionas el servidor, si no por mensaje directo
option-watch = alerta
option-watch-description = Cuál: empieza a escribir sus palabras
option-address = dirección
option-address-description = La dirección de un feed o un sitio
option-notices = avisos
option-notices-description = Dónde aviso si un feed deja de funcionar; por defecto, aquí
option-feed = feed
option-feed-description = Empieza a escribir y elige uno
option-file = archivo
option-file-description = Una exportación de tu lector de feeds
option-only-with = solo_con
option-only-with-description = Solo noticias con alguna de estas palabras o expresiones, separadas por comas
option-not-with = sin
option-not-with-description = Ninguna noticia con alguna de estas palabras o expresiones, separadas por comas

choice-line = decirlo en una línea
choice-skip = no publicar nada
choice-this-channel = este canal
choice-another-channel = otro canal
choice-direct-message = mensaje directo

menu-check-against-the-news = Contrastar con las noticias
menu-find-related-news = Buscar noticias relacionadas
