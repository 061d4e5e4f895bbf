# Tout ce que Nutgraf dit en français. Discord tutoie, nous aussi.

# Answers
answer-none = Je n’ai rien là-dessus.
answer-closest = Les titres les plus proches :
answer-empty-question = Pose-moi une question sur l’actualité, par exemple « Quand rouvre le pont ? »
answer-headline = Titre
answer-part-missing = Je n’ai rien sur { $parts }.
answer-stale = Je n’ai rien de plus récent que le { $date } pour répondre.
answer-undated = Aucun de ces articles n’est daté : l’information est peut-être ancienne.
answer-evidence = Sources du { $from } au { $to }
answer-evidence-day = Sources du { $from }
answer-follows = Suite de « { $question } »
answer-disagree = Les médias divergent sur { $about } : { $values }
answer-no-more = C’est tout ce que j’ai trouvé.
answer-changed = Cet article a changé depuis que je l’ai cité. Repose la question pour obtenir le texte actuel.
first-seen = vu pour la première fois le { $when }
updated = mis à jour le { $when }
corrected = Corrigé par le média, { $date } :
corrected-left = N’est plus dans l’article, { $date }. On y lit maintenant :
corrected-removed = N’est plus dans l’article, { $date }
story-copies = Même texte chez { $outlets }
answer-closing = Je redémarre et je n’ai pas pu traiter ta question. Repose-la dans une minute.
answer-expired = Les boutons de cette carte ont expiré. Repose la question pour en obtenir une nouvelle.
answer-only-asker = Seule la personne qui a posé la question peut retirer cette réponse.
answer-rated-helpful = C’est noté : 👍 pour cette réponse. Appuie sur 👎 si tu changes d’avis.
answer-rated-unhelpful = C’est noté : 👎 pour cette réponse. Appuie sur 👍 si tu changes d’avis.
answer-rest = Ce que tu peux encore faire avec cette réponse :
answer-no-rest = Il n’y a rien d’autre à faire avec cette réponse.
answer-removed = La réponse est retirée.
answer-cannot-remove = Je ne vois pas ce salon, donc je ne peux pas supprimer le message. La modération peut le supprimer, ou m’autoriser à voir le salon.
answer-reply-withheld = Discord ne me montre pas le texte de cette réponse. Appuie sur *{ button-follow-up }* sous la carte, ou mentionne-moi avec ta question.
answer-mention-empty = Mentionne-moi avec une question sur l’actualité, par exemple « Quand rouvre le pont ? »

ask-elsewhere = Sur ce serveur, les questions se posent dans { $channels }.
ask-roles = Sur ce serveur, seules les personnes qui ont le rôle { $roles } peuvent poser des questions.
ask-gone = Les salons ou les rôles autorisés à poser des questions sur ce serveur ont été supprimés. La modération peut en choisir d’autres avec `/réglages`.
ask-wait-member = Cela fait plus de { $limit ->
        [one] { $limit } question
       *[other] { $limit } questions
    } en une minute, et je ne peux pas répondre plus vite à une seule personne. Repose ta question { $when }.
ask-wait-server = Ce serveur a posé { $limit ->
        [one] { $limit } question
       *[other] { $limit } questions
    } en une minute, et je ne peux pas lui répondre plus vite. Repose ta question { $when }.

button-follow-up = Poser une autre question
button-paragraph = Voir le paragraphe
button-more = Plus de citations
button-helpful = 👍
button-unhelpful = 👎
button-remove = Retirer
button-rest = Plus
button-newer = Plus récents
button-older = Plus anciens
button-ask-about = Poser une question

modal-follow-up = Poser une autre question
modal-about = Une question sur ce sujet
modal-question = Ta question
modal-question-hint = Et c’était quand ?
button-watch = Suivre ce sujet
button-any-time = Toutes les dates
button-as-typed = Chercher « { $words } »

# How a request was read
read-time = { $words } : { $days }
read-outlet = Seulement { $outlets }
read-elsewhere = Je ne suis pas { $outlets } ici.
read-spelling = Résultats pour *{ $words }*
read-nearest = Rien à cette période. Le plus proche avant, du { $day } :
read-newest = Rien de plus récent que le { $day } :
read-language = Je n’ai que des actualités en anglais. Voici ce que j’ai trouvé sur ces noms.
quoted = « { $text } »

# Briefings
briefing-reports = { $count ->
        [one] { $count } article, du { $day }
       *[other] { $count } articles depuis le { $day }
    }
briefing-undated = { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }

# What the bot is
about-greeting = Salut ! Interroge-moi sur l’actualité : je réponds avec les phrases exactes qui en parlent, chacune avec le lien vers son article.
about-thanks = Avec plaisir !
about-help = Pose une question, donne un sujet, ou demande ce qui s’est passé tel jour. Je réponds avec les phrases exactes de la presse, chacune avec le lien vers son article, et je le dis quand mes actualités ne contiennent pas la réponse.
about-self = Je suis Nutgraf, un programme qui trouve dans l’actualité les phrases qui répondent à une question. Je n’écris rien moi-même : chaque mot est cité et renvoie à sa source.
about-sources = Tout ce que je cite vient des médias que je suis. `/médias` montre à quel point ils sont à jour.
about-try = Essaie « Que s’est-il passé hier ? », « Du nouveau sur le pont ? » ou « Pourquoi le ferry a-t-il été annulé ? »
about-held = Médias : { $outlets }
about-held-more = { " " }et { $count ->
        [one] { $count } autre
       *[other] { $count } autres
    }
about-follows = Oui, je suis { $outlets }.

# While there is no news
no-news-manager = Je n’ai pas encore d’actualités. Utilise `/flux ajouter` pour suivre des médias sur ce serveur : choisis dans une liste, ou donne l’adresse d’un site d’actualité ou d’un flux. La personne qui me fait tourner peut en ajouter pour tous les serveurs avec `nutgraf feeds add` ou `nutgraf ingest`.
no-news-member = Je n’ai pas encore d’actualités. Demande à la modération de ce serveur de suivre un média avec `/flux ajouter`.
no-news-waiting-manager = Je n’ai pas encore d’actualités, bien que ce serveur suive des flux. Les nouveaux articles arrivent en quelques minutes ; `/flux liste` montre quand chaque flux a été lu et les erreurs éventuelles.
no-news-waiting-member = Je n’ai pas encore d’actualités. Ce serveur suit des flux, mais rien n’est encore arrivé. Réessaie dans quelques minutes, ou demande à la modération de regarder `/flux liste`.
no-news-outlets-manager = Il n’y a aucune actualité des médias que ce serveur autorise. Choisis-en d’autres avec `/réglages`.
no-news-outlets-member = Il n’y a aucune actualité des médias que ce serveur autorise. La modération peut en choisir d’autres avec `/réglages`.
no-news-direct = Je n’ai pas encore d’actualités pour les messages privés. La personne qui me fait tourner peut en ajouter avec `nutgraf feeds add` ou `nutgraf ingest`. Sur un serveur, la modération peut suivre un média avec `/flux ajouter`.

# Headlines
headlines-title = Titres
headlines-of = Titres de { $source }
headlines-topic = Titres sur « { $topic } »
headlines-none = Aucun titre ne correspond.
headlines-page = Page { $page } sur { $pages } · { $total ->
        [one] { $total } titre
       *[other] { $total } titres
    }
headlines-ask = Une question sur…
headlines-only = titre seul
source-unknown = média inconnu

# Related news
related-title = Sur le même sujet
related-to = À propos de « { $text } »
related-none = Je n’ai rien sur le même sujet.
related-empty = Ce message ne contient pas de texte que je puisse chercher.

# Stories
story-unknown = Je n’ai pas d’article avec ce titre. Commence à taper et choisis-en un dans la liste.
story-closest = Les titres les plus proches :
story-headline-only = Je n’ai que ce titre, pas l’article.
story-timeline = Qui en a parlé, et quand
story-more-reports = { $count ->
        [one] et { $count } autre article
       *[other] et { $count } autres articles
    }
story-differ = Les médias divergent

# Catching up
catchup-title = Ce qui s’est passé
catchup-since-question = Depuis ta dernière question, { $when }
catchup-since = Depuis { $when }
catchup-of-digests = ce que les revues de ce salon et tes veilles auraient annoncé
catchup-of-watches = tes veilles, et toute l’actualité accessible en message privé
catchup-of-everything = tout ce que suit ce serveur, et tes veilles
catchup-more = +{ $count } de plus
catchup-watch = Ta veille « { $words } »
catchup-nothing = Rien de nouveau. Pour remonter plus loin, utilise `/rattrapage` avec *depuis*.

# Digests
digest-late = En retard : c’était prévu pour le { $due }.
digest-span = Du { $from } au { $to }
digest-quiet = Journée calme : aucun nouveau sujet.
digest-part = { $name }, partie { $part } sur { $parts }
digest-also = Aussi : { $outlets }
digest-also-more = { $count } de plus
digest-moved-on = Du nouveau depuis la dernière revue :
digest-thread = { $name }, { $date }
digest-created = Revue « { $name } » créée : { $when } dans { $channel }. La prochaine est prévue le { $next }.
digest-edited = Revue « { $name } » modifiée : { $when } dans { $channel }. La prochaine est prévue le { $next }.
digest-edited-now = Revue « { $name } » modifiée : { $when } dans { $channel }. Celle d’aujourd’hui n’est pas encore parue, alors je la publie maintenant.
digest-paused = La revue « { $name } » est suspendue. Utilise `/revue reprendre` pour la relancer.
digest-resumed = La revue « { $name } » reprend. La prochaine est prévue le { $next }.
digest-list = Revues de ce serveur
digest-list-empty = Ce serveur n’a pas encore de revue. Utilise `/revue créer` pour en préparer une.
digest-delete-sure = Supprimer la revue « { $name } » ? Ses réglages et l’historique de ses publications disparaîtront. Les messages déjà publiés dans le salon restent.
digest-kept = La revue « { $name } » n’a pas été supprimée.
button-digest-delete = Supprimer
button-digest-keep = Garder
digest-deleted = Revue « { $name } » supprimée.
digest-unknown = Ce serveur n’a pas de revue appelée « { $name } ». `/revue liste` les montre toutes.
digest-which = Ce serveur a plusieurs revues. Choisis-en une avec `nom`.
name-blank = Un nom doit contenir au moins une lettre, un chiffre ou un signe visible.
digest-role-gone = Le rôle que mentionnait la revue « { $name } » a été supprimé ; elle n’en mentionne plus aucun. Choisis-en un autre avec `/revue modifier`.
digest-exists = Ce serveur a déjà une revue appelée « { $name } ». Choisis un autre nom, ou supprime d’abord l’ancienne.
digest-too-many = Ce serveur a déjà { $limit } revues, le maximum. Supprimes-en une d’abord.
digest-needs = Une revue a besoin de `salon` et de `heure`. Ne remplis aucun des deux pour ouvrir un formulaire.
digest-bad-time = « { $time } » n’est pas une heure. Écris-la comme 08:00 ou 17:30.
digest-bad-zone = Je ne connais pas le fuseau horaire « { $zone } ». Commence à taper une ville et choisis-en une dans la liste.
digest-bad-days = « { $days } » n’est pas une liste de jours. Écris par exemple lun, mer, ven, ou bien { days-daily }, { days-weekdays } ou { days-weekends }.
digest-bad-channel = Choisis un salon textuel, un salon d’annonces, un forum ou un fil de ce serveur.
digest-cannot-send = Je n’ai pas le droit de publier dans { $channel }. Donne-moi là-bas ces permissions, puis réessaie : { $missing }.
digest-cannot-mention = Tu ne peux pas mentionner { $role } ici, donc une revue de ta part non plus. Choisis un rôle que tout le monde peut mentionner, ou demande à quelqu’un qui peut mentionner tous les rôles.
digest-weekdays = du lundi au vendredi
digest-weekends = le samedi et le dimanche
digest-every = { $days } à { $time } ({ $zone })
digest-daily = tous les jours à { $time } ({ $zone })
digest-state-paused = suspendue
digest-state-server = en attente : je ne suis pas sur ce serveur
digest-state-channel = en attente : le salon a été supprimé ; choisis-en un autre avec `/revue modifier`
digest-state-permissions = en attente : il me manque des permissions : { $missing }
digest-state-refused = en attente : Discord ne me laisse pas publier là ; vérifie mes permissions
digest-last-missed = la dernière n’est pas parue : { $reason }
digest-last-unknown = la dernière n’est peut-être pas arrivée : { $reason }
digest-last-open = en cours de publication
digest-reason-downtime = j’étais hors ligne à l’heure prévue
digest-reason-downtime-covered = j’étais hors ligne ; une revue suivante la remplace
digest-reason-unreachable = je n’ai pas pu joindre Discord à temps
digest-reason-paused = la revue a été suspendue alors qu’elle attendait un nouvel essai
digest-reason-blocked = je n’avais pas le droit de publier
digest-default-name = Revue de presse
digest-now-title = En ce moment
digest-modal = Nouvelle revue
digest-modal-channel = Salon
digest-modal-time = Heure
digest-modal-time-hint = 08:00
digest-modal-zone = Ville ou fuseau horaire
digest-modal-topic = Sujet (vide : toute l’actualité)
digest-modal-name = Nom

button-why = Pourquoi ces sujets ?
button-why-quiet = Pourquoi si calme ?
button-catchup = Qu’ai-je manqué ?

why-title = Pourquoi ces sujets : { $name }
why-nothing = Rien n’est paru pendant cette période.
why-chosen = Il était dans la revue.
why-off-topic = Il a été écarté car il ne contient pas tous les mots du sujet demandé.
why-told = Il a été écarté car une revue précédente l’avait déjà traité et les nouveaux articles n’apportent rien.
why-no-room = Il a été écarté car la revue avait de la place pour { $stories } et que d’autres étaient mieux classés.
why-details = Numéro { $rank } sur { $of } : { $reports ->
        [one] { $reports } article
       *[other] { $reports } articles
    } de { $outlets ->
        [one] { $outlets } média
       *[other] { $outlets } médias
    }, le plus récent date de { $hours ->
        [0] moins d’une heure
        [one] { $hours } heure
       *[other] { $hours } heures
    }.
why-moved-on = Une revue précédente l’avait traité, mais cette fois il y avait du nouveau.
why-commentary = Seuls des tribunes, des diaporamas ou des récapitulatifs en parlaient, et ils comptent moins.
why-more = … et { $count ->
        [one] { $count } autre
       *[other] { $count } autres
    }
why-headline-only = Je n’ai que ce titre, et une revue a besoin d’articles entiers.
why-other-outlet = Son média ne fait pas partie de ceux de cette revue : { $outlets }.
why-undated = Il n’est pas daté, donc je ne peux pas savoir s’il est nouveau.
why-later = Je ne l’ai reçu que le { $seen }, après la préparation de cette revue.
why-outside = Il est paru le { $published }, hors de la période de cette revue.
why-now = Il s’agit de la revue affichée par `/revue maintenant`. Elle n’a pas été publiée à son heure.
why-unknown = Je n’ai pas d’article avec ce titre. Commence à taper et choisis-en un dans la liste.

# Watches
watch-alert = Du nouveau pour une veille
watch-late = En retard : c’est arrivé le { $due }.
watch-more-today = Il y en a d’autres, mais cette veille a déjà prévenu { $limit ->
        [one] { $limit } fois
       *[other] { $limit } fois
    } aujourd’hui. `/titres` montre tout.
watch-added-question = Je guette les actualités qui répondent à « { $words } » et je les publie dans { $place }, une fois par sujet.
watch-added-phrase = Je guette les actualités qui contiennent tous les mots de « { $words } » et je les publie dans { $place }, une fois par sujet.
watch-direct = tes messages privés
watch-this-channel = ce salon
watch-list = Veilles
watch-list-empty = Il n’y a pas encore de veille ici. Utilise `/veille ajouter` pour en créer une.
watch-by = par { $member }
watch-last = dernière alerte le { $when }
watch-none-yet = aucune alerte pour l’instant
watch-is-question = question
watch-is-phrase = tous les mots
watch-paused-direct = suspendue : tu n’acceptes pas mes messages privés. Autorise les messages privés de ce serveur, puis ajoute la veille à nouveau
watch-paused-server = suspendue : je ne suis plus sur ce serveur
watch-paused-channel = suspendue : ce salon a été supprimé. Retire la veille, ou ajoute-la dans un autre salon
watch-paused-permissions = suspendue : je n’ai pas le droit d’y publier. Elle reprendra dès que je l’aurai
watch-removed = Je ne guette plus « { $words } ».
watch-resumed = Je guette de nouveau « { $words } ».
watch-unknown = Je ne trouve pas cette veille. `/veille liste` montre les tiennes.
watch-gone = Cette veille est déjà arrêtée.
watch-not-yours = Seule la personne qui a créé cette veille, ou quelqu’un qui a la permission *Gérer le serveur*, peut l’arrêter.
watch-exists = Il y a déjà une veille pour « { $words } » dans { $place }.
watch-nothing = Je ne peux pas guetter « { $words } ». Nomme une personne, un lieu ou une chose.
watch-too-many-member = Tu as déjà { $limit } veilles, le maximum. Retires-en une d’abord.
watch-too-many-server = Les salons de ce serveur ont déjà { $limit } veilles, le maximum. Retires-en une d’abord.
watch-needs-manage = Il te faut la permission *Gérer le serveur* pour ajouter une veille à un salon. Choisis *{ choice-direct-message }*, et je t’écrirai en privé.
watch-only-direct = Ici, je ne peux t’envoyer que des messages privés. Choisis *{ choice-direct-message }*, ou ajoute la veille sur un serveur.
watch-which-channel = Choisis le salon où je dois publier.
watch-no-channel = Je ne peux pas publier dans { $channel }. Choisis un salon textuel.
watch-closed = Je ne peux pas t’envoyer de messages privés. Autorise les messages privés de ce serveur, puis réessaie.
button-watch-stop = Arrêter cette veille

permission-view-channel = Voir les salons
permission-send-messages = Envoyer des messages
permission-send-messages-in-threads = Envoyer des messages dans les fils
permission-create-public-threads = Créer des fils publics
permission-manage-threads = gérer les fils
permission-attach-files = Joindre des fichiers
permission-read-message-history = Voir les anciens messages

# Setup
setup-title = Vérification de l’installation
setup-fine = Tout est bien en place.
setup-channel-fine = { $channel } : OK
setup-missing = { $channel } : il me manque des permissions : { $missing }. Sans elles, je ne peux pas y publier.
setup-advised = { $channel } : donne-moi aussi cette permission : { $missing }. Elle me sert à { $what }.
setup-gone = Revue « { $name } » : son salon a été supprimé. Choisis-en un autre avec `/revue modifier`.
setup-relay-gone = { $name } publiait dans un salon qui a été supprimé. Utilise `/flux publier` pour l’arrêter ou en choisir un autre.
setup-refused = Revue « { $name } » : Discord ne me laisse pas publier dans { $channel }, alors que je semble avoir toutes les permissions. Je continue d’essayer.
setup-integrations = Les commandes qui changent quelque chose demandent la permission *Gérer le serveur*. Pour en ouvrir une à un autre rôle, ou la fermer, va dans *Paramètres du serveur*, *Intégrations*, puis mon nom. Qui peut utiliser { $setup } peut aussi changer les { $settings } de ce serveur.
setup-for-history = ne rien publier deux fois après une panne
setup-for-files = joindre les images

# Settings
settings-server-title = Ce qui vaut pour ce serveur
settings-language = **Langue** de ce que je publie ici
settings-automatic-language-server = La langue Discord de ce serveur
settings-zone = **Fuseau horaire** dans lequel « aujourd’hui » commence et finit ici : { $zone }
settings-automatic-zone-server = Celui de la première revue de ce serveur
settings-time = il est { $time }
settings-outlets = { $count ->
        [0] **Médias** dont l’actualité se trouve ici : tous
        [one] **Médias** dont l’actualité se trouve ici : un
       *[other] **Médias** dont l’actualité se trouve ici : { $count }
    }
settings-all-outlets = Tous les médias
settings-notices = **Avis**, par exemple qu’un flux est en panne : ils vont dans
settings-notices-none = Nulle part ; choisis un salon
settings-ask-channels = **Où** les membres peuvent poser des questions
settings-everywhere = Dans tous les salons
settings-ask-roles = **Qui** peut poser des questions, en plus de qui gère le serveur
settings-everybody = Tout le monde
settings-own-title = Ce qui vaut pour toi, partout où tu m’utilises
settings-own-language = **Langue** dans laquelle je te réponds
settings-automatic-language-own = Celle de ton Discord
settings-own-zone = **Fuseau horaire** dans lequel ton « aujourd’hui » commence et finit
settings-automatic-zone-own = Celui du serveur
settings-zone-hint = Une ville, par exemple Lyon ou Montréal
settings-bad-zone = Je ne connais pas de fuseau horaire appelé « { $zone } ». Essaie le nom d’une grande ville proche.
button-other-zone = Autre fuseau horaire
button-own-settings = Mes réglages
button-server-settings = Réglages de ce serveur
button-more-outlets = Autres médias ({ $page } sur { $pages })
button-pictures-on = Images : oui
button-pictures-off = Images : non
button-corrections-on = Corrections : oui
button-corrections-off = Corrections : non

# Privacy
privacy-title = Ce que je garde sur toi
privacy-questions = **Tes questions**, ce que j’ai cité et où tu as demandé, pendant { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }, pour que les boutons sous une réponse fonctionnent.
privacy-ratings = **Tes évaluations** (👍 👎), aussi longtemps que la réponse concernée.
privacy-watches = **Tes veilles**, jusqu’à ce que tu les arrêtes.
privacy-settings = **Tes réglages** : la langue et le fuseau horaire que tu as choisis, la langue de ton Discord vue en dernier, et le moment de ta dernière question.
privacy-created = **Ton identifiant** avec les revues et les flux que tu as créés, qui appartiennent à leur serveur.
privacy-nothing-else = **Rien d’autre** : ni ton nom, ni aucun message qui n’est pas une question pour moi.
privacy-backups = **Les sauvegardes** contiennent la même chose jusqu’à leur remplacement.
privacy-exported = Tout ce que je garde sur toi
privacy-counts = { $questions ->
        [one] { $questions } question ou liste
       *[other] { $questions } questions et listes
    }, { $ratings ->
        [one] { $ratings } évaluation
       *[other] { $ratings } évaluations
    }, { $watches ->
        [one] { $watches } veille
       *[other] { $watches } veilles
    } et tes réglages.
privacy-sure =
    Supprimer tout ce que je garde sur toi ?
    - Tes questions, évaluations, veilles (y compris celles qui publient dans un salon) et réglages disparaissent tout de suite, et de toute sauvegarde faite à partir de maintenant.
    - Les revues et les flux que tu as créés restent à leur serveur, sans ton identifiant.
    - Mes réponses dans les salons restent, car elles sont chez Discord ; leurs boutons ne fonctionneront plus. Appuie d’abord sur *{ button-remove }* sous celles qui doivent partir.
    - Je garde une somme de contrôle de ton identifiant, et rien d’autre, pour te supprimer à nouveau si une sauvegarde plus ancienne est un jour restaurée ici.
privacy-deleted = C’est fait. Je ne garde plus rien sur toi, sauf cette somme de contrôle.
privacy-kept = Rien n’a été supprimé.
button-privacy-export = Obtenir mes données
button-privacy-delete = Supprimer mes données
button-privacy-sure = Tout supprimer

# Greeting
greeting-title = Salut ! Je suis Nutgraf
greeting-body = Je réponds aux questions d’actualité avec les phrases exactes qui en parlent, chacune avec le lien vers son article. Trois choses pour commencer :
greeting-more = { $help } montre ce que je sais faire d’autre, { $settings } ce que tu peux choisir. Mentionne-moi avec une question quand tu veux.
greeting-feeds = Utilise { $add } avec l’adresse d’un site d’actualité ou d’un flux, et je le suivrai pour ce serveur.
button-choose-news = Choisir l’actualité
button-daily-digest = Préparer une revue du jour
button-try-question = Essayer une question
example-question = Du nouveau sur { $name } ?
example-today = Que s’est-il passé aujourd’hui ?

# Feeds
feeds-title = Flux de ce serveur ({ $count } sur { $limit })
feeds-none = Ce serveur ne suit encore aucun flux. Utilise `/flux ajouter` avec l’adresse d’un site ou d’un flux.
feeds-public = { $count ->
        [one] { $count } autre flux est disponible
       *[other] { $count } autres flux sont disponibles
    } pour tous les serveurs.
feeds-reading = { $name } trouvé, avec { $entries ->
        [one] { $entries } entrée
       *[other] { $entries } entrées
    }. Je le lis en ce moment …
feeds-reading-all = { $count } flux trouvés. Je les lis en ce moment, { $read } sont déjà lus …
feeds-added = Je suis maintenant { $name } : { $articles ->
        [0] aucun article pour l’instant
        [one] { $articles } article sur lequel poser des questions
       *[other] { $articles } articles sur lesquels poser des questions
    }.
feeds-added-unread = Je suis maintenant { $name }, mais je n’ai pas encore pu le lire : { $error } Je continue d’essayer.
feeds-known = Ce serveur suit déjà { $name } : { $articles ->
        [0] aucun article pour l’instant
        [one] { $articles } article sur lequel poser des questions
       *[other] { $articles } articles sur lesquels poser des questions
    }.
feeds-newest = Les plus récents :
feeds-removed = Je ne suis plus { $name }.
feeds-now-paused = { $name } est en pause. Ses articles sont conservés.
feeds-now-resumed = { $name } est de nouveau actif.
feeds-unknown = Ce serveur ne suit pas de flux appelé « { $name } ». Commence à taper et choisis-en un dans la liste.
feeds-too-many = Ce serveur suit déjà { $limit } flux, le maximum. Retires-en un d’abord.
feeds-several = Ce site a { $count } flux. Lequel veux-tu ?
feeds-several-of = { $address } a { $count } flux. Ajoute cette adresse seule pour en choisir un.
feeds-choose = Choisir un flux
feeds-articles = { $articles ->
        [one] { $articles } article
       *[other] { $articles } articles
    }
feeds-paused = en pause
feeds-gone = définitivement disparu
feeds-waiting = pas encore lu
feeds-read = lu le { $when }
feeds-error = { $failures ->
        [0] remarque
        [one] { $failures } échec
       *[other] { $failures } échecs
    } : { $error }
feeds-test = Un flux de { $entries ->
        [one] { $entries } entrée
       *[other] { $entries } entrées
    }. Ce serveur ne le suit pas encore.
feeds-test-text = { $paragraphs ->
        [one] { $paragraphs } paragraphe
       *[other] { $paragraphs } paragraphes
    } de texte
feeds-test-undated = sans date
feeds-test-empty = Il n’a aucune entrée pour l’instant.
feeds-test-others = Le site a { $count ->
        [one] { $count } autre flux
       *[other] { $count } autres flux
    }.
feeds-report = { $count ->
        [one] { $count } adresse
       *[other] { $count } adresses
    }
feeds-report-more = et { $count } de plus, toutes listées dans le fichier
feeds-exported = { $count ->
        [one] { $count } flux
       *[other] { $count } flux
    }, pour n’importe quel lecteur de flux
feeds-import-unreadable = Je ne peux rien faire de ce fichier. { $reason }
feeds-import-large = Il est trop gros pour une liste de flux.
feed-failing = { $name } est en panne : { $failures } erreurs depuis le { $since }. { $error } Je continue d’essayer une fois par jour ; utilise `/flux retirer` pour arrêter.
feed-gone = D’après son serveur, { $name } a définitivement disparu ; je ne le lis donc plus. Ses articles sont conservés.
button-post-here = Publier chaque nouvel article ici
button-previous = Précédent
button-next = Suivant

# Starter sets
starter-title = Choisir l’actualité
starter-body = Choisis un thème, puis un ou plusieurs médias. Je les suivrai pour ce serveur. Pour suivre un autre média, utilise `/flux ajouter` avec l’adresse de son site ou de son flux.
starter-choose-topic = Choisir un thème
starter-choose = Choisir un ou plusieurs médias
starter-world = Monde et actualité générale
starter-technology = Technologie
starter-science = Sciences
starter-business = Économie
starter-sport = Sports

# Feeds that post by themselves
relay-several = { $count } nouveaux articles de { $name }
relay-more = et { $count } de plus
relay-late = En retard : c’est arrivé le { $due }.
relay-added = Je publierai chaque nouvel article de { $name } dans { $channel }, une fois.
relay-changed = { $name } publiait déjà dans { $channel }. Cela continue avec tes nouveaux réglages.
relay-words-only = Seulement les articles avec { $words }.
relay-words-not = Aucun article avec { $words }.
relay-list = Flux qui publient d’eux-mêmes
relay-list-empty = Aucun flux ne publie encore de lui-même ici. Utilise `/flux publier` avec un flux et un salon, et j’y publierai chacun de ses nouveaux articles.
relay-in = dans { $channel }
relay-only = seulement avec { $words }
relay-not = sans { $words }
relay-none-yet = rien publié pour l’instant
relay-last = dernier article le { $when }
relay-stop = Ne plus publier…
relay-stopped = { $name } ne publie plus dans { $channel }. Tu trouveras toujours son actualité.
relay-gone = Ce flux est déjà arrêté.
relay-too-many = Ce serveur a déjà { $limit } flux qui publient d’eux-mêmes, le maximum. Arrêtes-en un d’abord.
relay-nothing = Je ne peux pas chercher « { $words } ». Donne des mots qu’un article contiendrait, séparés par des virgules.
relay-paused-server = suspendu : je ne suis pas sur ce serveur
relay-paused-channel = suspendu : ce salon a été supprimé. Arrête-le et choisis un autre salon
relay-paused-permissions = suspendu : je n’ai pas le droit d’y publier. Il reprendra dès que je l’aurai
relay-blocked-channel = { $name } publiait dans un salon qui a été supprimé ; je l’ai donc suspendu. Utilise `/flux publier` pour l’arrêter ou choisir un autre salon.
relay-blocked-permissions = { $name } ne peut plus publier dans { $channel } : je n’en ai pas le droit. Il est suspendu et reprendra dès que je l’aurai ; `/installation vérifier` montre ce qui manque.

# Sources
sources-title = { $count ->
        [one] L’actualité de { $count } média
       *[other] L’actualité de { $count } médias
    }
sources-none = Aucune des actualités ici n’indique son média.
sources-held = { $articles ->
        [0] { $headlines ->
            [one] { $headlines } titre
           *[other] { $headlines } titres
        }
        [one] { $articles } article
       *[other] { $articles } articles
    } · dernier { $newest }
sources-undated = sans date

# Trends
trend-title = « { $topic } » dans l’actualité
trend-compared = Dans l’actualité, { $days } derniers jours
trend-total = { $total ->
        [one] { $total } mention
       *[other] { $total } mentions
    } en { $days } jours
trend-none = Rien sur « { $topic } » ces { $days } derniers jours.
trend-alt = Mentions de « { $topic } » par jour, { $days } : { $total } en tout.
trend-alt-busiest = Le plus grand nombre le { $day } : { $mentions }.
trend-alt-peak = Pic le { $day } : { $headline }

# Help
help-title = Ce que je fais
help-intro = Je réponds aux questions d’actualité avec les phrases exactes qui y répondent, chacune avec le lien vers son article. Si je n’ai rien sur un sujet, je le dis.
help-ask = Pose une question avec { $ask }, ou mentionne-moi : « { $example } »
help-ask-direct = Écris-moi une question, ou utilise { $ask } : « { $example } »
help-headlines = { $command } liste les nouveautés.
help-story = { $command } résume un article avec ses propres phrases.
help-catchup = { $command } te dit, à toi seul, ce qui s’est passé depuis ta dernière question.
help-trend = { $command } dessine la présence d’un sujet dans l’actualité.
help-watch = { $command } te prévient quand un nouvel article répond à une question ou contient tes mots.
help-such-as = Essaie « { $example } ».
help-sources = { $command } montre les médias que j’ai.
help-menus = Maintiens ou clique droit sur un message, puis *Applications* : *{ $check }* ou *{ $related }*
help-own = Ta langue, ton fuseau horaire et ce que je garde sur toi : { $commands }
help-managing = Comme tu gères ce serveur, tu peux aussi utiliser :
help-feeds-add = { $command } suit un média pour ce serveur.
help-feeds-post = { $command } publie chaque nouvel article d’un flux dans un salon.
help-digest-create = { $command } publie chaque jour les sujets du jour dans un salon.
help-setup-check = { $command } montre les permissions qui me manquent.
help-holding = J’ai { $articles ->
        [one] { $articles } article
       *[other] { $articles } articles
    } de { $outlets ->
        [one] { $outlets } média
       *[other] { $outlets } médias
    }, jusqu’au { $newest }.

# Spans of days, as members may write them for a digest
days-daily = tous les jours
days-weekdays = en semaine
days-weekends = le week-end

# Where a span of time begins, in the choices of an option
since-today = aujourd’hui
since-yesterday = hier
since-last-7-days = 7 derniers jours
since-last-30-days = 30 derniers jours

# When something goes wrong
error-unforeseen = Quelque chose a mal tourné de mon côté. C’est noté dans mon journal sous le numéro { $reference }.
error-permission = Il te faut la permission *Gérer le serveur* pour ça.
error-guild-only = Ça ne fonctionne que sur un serveur.
error-outlet = Je n’ai pas de média appelé « { $name } ». Commence à taper et choisis-en un dans la liste.
error-date = « { $text } » n’est pas une date. Écris-la comme 2026-11-24.

# What is wrong with a feed, an address, a list of feeds or a posting. The English wording is that of the code, which
# bot/cards/problems.py recognizes by it; a test compares them.
problem-not-fetched = { $address } ne peut pas être récupéré : { $problem }
problem-not-a-feed = { $address } ne se lit pas comme un flux : { $problem }
problem-named-not-fetched = La page indique { $address }, qui ne peut pas être récupéré : { $problem }
problem-named-not-a-feed = La page indique { $address }, qui ne se lit pas comme un flux : { $problem }
problem-no-feed-found = Aucun flux trouvé à { $address }. { $problem } Essaie l’adresse du flux lui-même.
problem-gone = Le serveur dit que c’est définitivement supprimé (HTTP 410).
problem-login = Le serveur demande une connexion (HTTP { $status }).
problem-payment = Le serveur demande un paiement (HTTP { $status }).
problem-refused = Le serveur refuse de nous le donner (HTTP { $status }).
problem-nothing-there = Il n’y a rien à cette adresse (HTTP { $status }).
problem-too-often = Le serveur dit que nous demandons trop souvent (HTTP { $status }).
problem-legal = Le serveur le retient pour des raisons juridiques (HTTP { $status }).
problem-overloaded = Le serveur est surchargé ou en maintenance (HTTP { $status }).
problem-server-error = Le serveur signale une erreur (HTTP { $status }).
problem-no-document = Le serveur ne donne aucun document (HTTP { $status }).
problem-redirects = Il y a plus de { $count } redirections.
problem-headers = Le serveur envoie trop d’en-têtes, de réponses intermédiaires ou de tout petits morceaux.
problem-timeout = Le serveur n’a pas répondu en { $seconds } secondes.
problem-no-server = Il n’existe pas de serveur de ce nom.
problem-certificate = Le certificat du serveur n’est pas valide, ou il ne parle pas HTTPS.
problem-unreachable = Le serveur est injoignable.
problem-broke-off = La connexion s’est interrompue avant la fin.
problem-not-web = Le serveur ne répond pas comme un serveur web.
problem-bad-address = Ce n’est pas une adresse web valide.
problem-not-http = Ce n’est pas une adresse web qui commence par http:// ou https://.
problem-user-name = L’adresse contient un nom d’utilisateur ou un mot de passe, ce qui n’est pas pris en charge.
problem-no-internet-address = L’adresse ne mène nulle part sur Internet.
problem-private-network = L’adresse mène à un réseau privé ou réservé, d’où rien n’est récupéré.
problem-port = L’adresse indique le port { $port } ; seuls { $ports } sont utilisés.
problem-compression = C’est compressé d’une façon qui n’est pas prise en charge.
problem-damaged = C’est endommagé : impossible à décompresser.
problem-cut-off = Cela s’interrompt avant la fin.
problem-too-large = Cela dépasse { $limit } Mo.
problem-too-large-feed = Cela dépasse { $limit } Mo, trop pour un flux.
problem-too-large-page = Cela dépasse { $limit } Mo, trop pour une page.
problem-too-large-list = Cela dépasse { $limit } Mo, trop pour une liste de flux.
problem-too-slow = La lecture prend plus de temps que sa taille ne le permet ({ $seconds } secondes) et a été arrêtée.
problem-breaks-reader = Cela fait planter le programme de lecture, donc c’est laissé de côté.
problem-no-reader = Le programme qui lit les documents n’a pas pu démarrer.
problem-data = Cela contient des données, pas du texte.
problem-empty = Ce n’est pas un flux : c’est vide.
problem-neither-xml-nor-json = Ce n’est pas un flux : ce n’est ni du XML ni du JSON.
problem-web-page = Ce n’est pas un flux, mais une page web.
problem-unreadable-feed = Cela ne se lit pas comme un flux ({ $kind }).
problem-neither-rss-nor-atom = Ce n’est pas un flux : c’est du XML ou du HTML, mais ni RSS ni Atom.
problem-tags = Il y a plus de { $limit } balises, trop pour un flux.
problem-entries = Il y a plus de { $limit } entrées, trop pour un flux.
problem-tags-of-entry = Une des entrées a plus de { $limit } balises, trop pour un flux.
problem-nested = C’est trop imbriqué pour être lu comme du JSON.
problem-invalid-json = Ce n’est pas un flux : cela commence comme un JSON Feed, mais ce n’est pas du JSON valide.
problem-json-without-items = Ce n’est pas un flux : c’est du JSON, mais pas un JSON Feed avec une version et des entrées.
problem-json-version = Ce n’est pas un flux : c’est du JSON, mais sa version n’est pas de JSON Feed.
problem-no-opml = Ce n’est pas un fichier OPML, comme en exportent les lecteurs de flux.
problem-names-no-feeds = Aucun flux n’y est indiqué.
problem-names-too-many = Plus de { $limit } flux y sont indiqués.
problem-no-html = Cela ne contient pas de HTML.
problem-one-waits = Il apporte plus de texte qu’un flux ne peut en ajouter en une heure ; 1 entrée attend les prochaines lectures.
problem-some-wait = Il apporte plus de texte qu’un flux ne peut en ajouter en une heure ; { $count } entrées attendent les prochaines lectures.
problem-too-long = { $name } est trop long : { $kept } caractères sont gardés, { $dropped } retirés.
problem-more-too-long = De même pour { $count } autres.
problem-posting-refused = Discord l’a refusée : { $problem }
problem-no-answer = Discord n’a pas répondu à temps
problem-answered = Discord a répondu { $status }
problem-thread-gone = son fil a disparu
problem-much-since = trop de messages ont été écrits dans le salon depuis
problem-message-deleted = un message qui était peut-être celui-ci a été supprimé

# The commands themselves, as Discord lists them. bot/locales/commands.py says which message belongs to what. Names are
# lower case without spaces and, like a choice’s text, short: 32 characters; descriptions have at most 100.
command-ask = demander
command-ask-description = Pose une question sur l’actualité ; la réponse : des citations avec leurs liens
command-headlines = titres
command-headlines-description = Liste les derniers titres
command-headlines-topic-description = Seulement les titres qui contiennent tous ces mots
command-story = sujet
command-story-description = Résume un article en trois de ses phrases, et montre qui d’autre en a parlé
command-trend = tendance
command-trend-description = Dessine, jour par jour, la présence d’un à trois sujets dans l’actualité
command-trend-topic-description = Les mots à compter
command-trend-topic2-description = Un autre sujet à comparer
command-trend-topic3-description = Un troisième sujet
command-trend-days-description = Sur combien de jours ; 30 par défaut
command-digest = revue
command-digest-description = Publie les sujets du jour dans un salon
command-digest-create = créer
command-digest-create-description = Publie une revue dans un salon à heure fixe
command-digest-create-name-description = Comment l’appeler
command-digest-edit = modifier
command-digest-edit-description = Modifie une revue ; ce que tu laisses de côté ne change pas
command-digest-pause = suspendre
command-digest-pause-description = Arrête de publier une revue pour un temps
command-digest-resume = reprendre
command-digest-resume-description = Relance une revue suspendue
command-digest-list = liste
command-digest-list-description = Montre les revues de ce serveur
command-digest-delete = supprimer
command-digest-delete-description = Supprime une revue
command-digest-now = maintenant
command-digest-now-description = Montre une revue ici, tout de suite
command-digest-now-name-description = La revue à montrer ; par défaut, tout ce qui date des dernières 24 heures
command-digest-why = pourquoi
command-digest-why-description = Explique pourquoi un sujet était, ou non, dans la dernière revue
command-digest-why-headline-description = Le sujet, par l’un de ses titres
command-digest-why-name-description = Quelle revue
command-watch = veille
command-watch-description = Te prévient quand l’actualité répond à quelque chose
command-watch-add = ajouter
command-watch-add-description = Te prévient quand un nouvel article répond à une question ou contient certains mots
command-watch-add-channel-description = L’autre salon
command-watch-list = liste
command-watch-list-description = Montre tes veilles, et celles du serveur si tu peux le gérer
command-watch-remove = retirer
command-watch-remove-description = Arrête une veille
command-feeds = flux
command-feeds-description = Les flux que suit ce serveur
command-feeds-add = ajouter
command-feeds-add-description = Suit un flux ou un site pour ce serveur
command-feeds-add-address-description = L’adresse d’un flux ou d’un site, ou plusieurs ; vide pour choisir dans une liste
command-feeds-list = liste
command-feeds-list-description = Montre les flux que suit ce serveur, et les erreurs
command-feeds-remove = retirer
command-feeds-remove-description = Ne suit plus un flux ; ses articles sont supprimés si personne d’autre ne le suit
command-feeds-pause = suspendre
command-feeds-pause-description = Arrête de lire un flux pour l’instant ; ses articles sont conservés
command-feeds-resume = reprendre
command-feeds-resume-description = Relit un flux en pause
command-feeds-test = tester
command-feeds-test-description = Montre les trois dernières entrées d’un flux sans le suivre
command-feeds-import = importer
command-feeds-import-description = Suit tous les flux d’un fichier OPML, ou d’un fichier texte avec un flux par ligne
command-feeds-export = exporter
command-feeds-export-description = Donne les flux de ce serveur en fichier OPML, pour n’importe quel lecteur
command-feeds-post = publier
command-feeds-post-description = Publie chaque nouvel article d’un flux dans un salon ; sans flux : voir et arrêter
command-feeds-post-feed-description = Commence à taper ; vide pour voir, et arrêter, ce qui publie de soi-même
command-feeds-post-channel-description = Où publier ; par défaut, ici
command-sources = médias
command-sources-description = Montre quels médias il y a, et à quel point ils sont à jour
command-setup = installation
command-setup-description = Vérifie si je peux travailler ici
command-setup-check = vérifier
command-setup-check-description = Montre chaque permission qui me manque, par salon
command-catchup = rattrapage
command-catchup-description = Ce qui s’est passé depuis ta dernière question, pour toi seul
command-catchup-since-description = Plutôt depuis : aujourd’hui, hier, 7 derniers jours, ou une date comme 2026-11-24
command-settings = réglages
command-settings-description = Choisis ta langue et ton fuseau ; pour la modération, ce qui vaut pour le serveur
command-privacy = confidentialité
command-privacy-description = Ce que je garde sur toi
command-privacy-about = infos
command-privacy-about-description = Montre ce que je garde sur toi, et combien de temps
command-privacy-export = exporter
command-privacy-export-description = Te donne tout ce que je garde sur toi dans un fichier
command-privacy-delete = supprimer
command-privacy-delete-description = Supprime tout ce que je garde sur toi
command-help = aide
command-help-description = Ce que tu peux faire avec ce bot ici, et quelles actualités il a

option-question = question
option-question-description = Ce que tu veux savoir
option-source = média
option-source-description = Seulement ce média
option-since = depuis
option-since-description = Depuis : aujourd’hui, hier, 7 derniers jours, ou une date comme 2026-11-24
option-private = privé
option-private-description = Ne montrer la réponse qu’à toi
option-topic = sujet
option-topic-description = Seulement les articles qui contiennent tous ces mots
option-topic2 = sujet2
option-topic3 = sujet3
option-headline = titre
option-headline-description = Commence à taper et choisis-en un
option-days = jours
option-days-description = tous les jours (par défaut), en semaine, le week-end, ou des jours : lun, mer, ven
option-channel = salon
option-channel-description = Où la publier
option-time = heure
option-time-description = L’heure, par exemple 08:00
option-timezone = fuseau
option-timezone-description = Commence à taper une ville
option-sources = médias
option-sources-description = Seulement ces médias, séparés par des virgules
option-length = longueur
option-length-description = Le nombre maximal de sujets
option-mention = mention
option-mention-description = Un rôle à mentionner
option-no-mention = sans_mention
option-no-mention-description = Ne plus mentionner de rôle
option-thread = fil
option-thread-description = Ouvrir un fil pour chaque publication
option-publish = publier
option-publish-description = Dans un salon d’annonces : publier vers les serveurs qui le suivent
option-quiet = calme
option-quiet-description = Que faire un jour sans actualité
option-name = nom
option-name-description = Laquelle
option-new-name = nouveau_nom
option-new-name-description = Un nouveau nom
option-what = quoi
option-what-description = Une question comme « Quand rouvre le pont ? », ou les mots que l’article doit contenir
option-where = où
option-where-description = Où prévenir ; par défaut ici si tu peux gérer le serveur, sinon en message privé
option-watch = veille
option-watch-description = Laquelle : commence à taper ses mots
option-address = adresse
option-address-description = L’adresse d’un flux ou d’un site
option-notices = avis
option-notices-description = Où je préviens si un flux tombe en panne ; par défaut, ici
option-feed = flux
option-feed-description = Commence à taper et choisis-en un
option-file = fichier
option-file-description = Un export de ton lecteur de flux
option-only-with = seulement_avec
option-only-with-description = Seulement les articles avec l’un de ces mots ou expressions, séparés par des virgules
option-not-with = sans
option-not-with-description = Aucun article avec l’un de ces mots ou expressions, séparés par des virgules

choice-line = le dire en une ligne
choice-skip = ne rien publier
choice-this-channel = ce salon
choice-another-channel = un autre salon
choice-direct-message = message privé

menu-check-against-the-news = Comparer à l’actualité
menu-find-related-news = Trouver l’actualité liée
