# Alles, was Nutgraf auf Deutsch sagt. Discord duzt, also duzen wir auch.

# Answers
answer-none = Dazu habe ich nichts.
answer-closest = Diese Schlagzeilen kommen dem am nächsten:
answer-empty-question = Stell mir eine Frage zu den Nachrichten, zum Beispiel „Wann wird die Brücke wieder geöffnet?“
answer-headline = Schlagzeile
answer-part-missing = Zu { $parts } habe ich nichts.
answer-stale = Neueres als vom { $date } habe ich dazu nicht.
answer-undated = Keiner dieser Artikel trägt ein Datum, das hier könnte also veraltet sein.
answer-evidence = Belege vom { $from } bis { $to }
answer-evidence-day = Belege vom { $from }
answer-follows = Nachgefragt zu „{ $question }“
answer-disagree = Zu „{ $about }“ gibt es verschiedene Angaben: { $values }
answer-no-more = Mehr habe ich nicht gefunden.
answer-changed = Der Artikel wurde geändert, seit ich ihn zitiert habe. Frag noch einmal, dann bekommst du den aktuellen Text.
first-seen = zuerst gesehen am { $when }
updated = aktualisiert am { $when }
corrected = Vom Medium korrigiert, { $date }:
corrected-left = Nicht mehr im Artikel, { $date }. Dort steht jetzt:
corrected-removed = Nicht mehr im Artikel, { $date }
story-copies = Derselbe Text bei { $outlets }
answer-closing = Ich starte gerade neu und bin nicht mehr zu deiner Frage gekommen. Stell sie bitte in einer Minute noch einmal.
answer-expired = Die Schaltflächen dieser Karte sind abgelaufen. Frag noch einmal, dann bekommst du eine neue.
answer-only-asker = Entfernen kann das nur, wer die Frage gestellt hat.
answer-rated-helpful = Notiert: Du hast diese Antwort mit 👍 bewertet. Drück 👎, wenn du es dir anders überlegst.
answer-rated-unhelpful = Notiert: Du hast diese Antwort mit 👎 bewertet. Drück 👍, wenn du es dir anders überlegst.
answer-rest = Was du mit dieser Antwort noch tun kannst:
answer-no-rest = Mehr lässt sich mit dieser Antwort nicht tun.
answer-removed = Die Antwort ist entfernt.
answer-cannot-remove = Ich sehe diesen Kanal nicht und kann die Nachricht deshalb nicht löschen. Die Moderation kann sie löschen oder mir erlauben, den Kanal zu sehen.
answer-reply-withheld = Discord zeigt mir den Text dieser Antwort nicht. Drück unter der Karte auf *{ button-follow-up }* oder erwähne mich mit deiner Frage.
answer-mention-empty = Erwähne mich mit einer Frage zu den Nachrichten, zum Beispiel „Wann wird die Brücke wieder geöffnet?“

ask-elsewhere = Auf diesem Server werden Fragen in { $channels } gestellt.
ask-roles = Auf diesem Server darf nur fragen, wer die Rolle { $roles } hat.
ask-gone = Die Kanäle oder Rollen, die auf diesem Server fragen dürfen, wurden gelöscht. Die Moderation kann mit `/einstellungen` andere wählen.
ask-wait-member = Das ist mehr als { $limit ->
        [one] eine Frage
       *[other] { $limit } Fragen
    } in einer Minute; schneller kann ich einer Person nicht antworten. Frag bitte { $when } noch einmal.
ask-wait-server = Dieser Server hat in einer Minute { $limit ->
        [one] eine Frage
       *[other] { $limit } Fragen
    } gestellt; schneller kann ich ihm nicht antworten. Frag bitte { $when } noch einmal.

button-follow-up = Nachfragen
button-paragraph = Absatz zeigen
button-more = Weitere Zitate
button-helpful = 👍
button-unhelpful = 👎
button-remove = Entfernen
button-rest = Mehr
button-newer = Neuere
button-older = Ältere
button-ask-about = Dazu fragen

modal-follow-up = Nachfragen
modal-about = Zu dieser Meldung fragen
modal-question = Deine Frage
modal-question-hint = Und wann war das?
button-watch = Beobachten
button-any-time = Egal wann
button-as-typed = Nach „{ $words }“ suchen

# How a request was read
read-time = { $words }: { $days }
read-outlet = Nur von { $outlets }
read-elsewhere = { $outlets } verfolge ich hier nicht.
read-spelling = Ergebnisse für *{ $words }*
read-nearest = Aus dieser Zeit habe ich nichts. Das Nächste davor, vom { $day }:
read-newest = Nichts Neueres als vom { $day }:
read-language = Ich habe nur Nachrichten auf Englisch. Das habe ich zu diesen Namen gefunden.
quoted = „{ $text }“

# Briefings
briefing-reports = { $count ->
        [one] Ein Bericht, vom { $day }
       *[other] { $count } Berichte seit dem { $day }
    }
briefing-undated = { $count ->
        [one] Ein Bericht
       *[other] { $count } Berichte
    }

# What the bot is
about-greeting = Hallo! Frag mich nach den Nachrichten: Ich antworte mit genau den Sätzen, in denen es steht, jeder mit Link zum Artikel.
about-thanks = Gern geschehen!
about-help = Stell eine Frage, nenne ein Thema oder frag, was an einem Tag passiert ist. Ich antworte mit genau den Sätzen aus den Nachrichten, jeder mit Link zum Artikel, und sage es dir, wenn meine Nachrichten keine Antwort enthalten.
about-self = Ich bin Nutgraf, ein Programm, das in den Nachrichten die Sätze findet, die eine Frage beantworten. Ich schreibe nichts selbst: Jedes Wort ist zitiert und verlinkt.
about-sources = Alles, was ich zitiere, stammt von den Medien, die ich verfolge. `/quellen` zeigt, wie aktuell sie sind.
about-try = Probier „Was ist gestern passiert?“, „Gibt’s was Neues zur Brücke?“ oder „Warum fiel die Fähre aus?“
about-held = Medien: { $outlets }
about-held-more = { " " }und { $count } weitere
about-follows = Ja, { $outlets } verfolge ich.

# While there is no news
no-news-manager = Ich habe noch keine Nachrichten. Mit `/feeds hinzufügen` folgst du Medien für diesen Server: Wähle aus einer Liste, oder gib die Adresse einer Nachrichtenseite oder eines Feeds an. Wer mich betreibt, kann mit `nutgraf feeds add` oder `nutgraf ingest` Nachrichten für alle Server hinzufügen.
no-news-member = Ich habe noch keine Nachrichten. Bitte die Moderation dieses Servers, mit `/feeds hinzufügen` einem Medium zu folgen.
no-news-waiting-manager = Ich habe noch keine Nachrichten, obwohl dieser Server Feeds folgt. Neue Artikel kommen innerhalb weniger Minuten; `/feeds liste` zeigt, wann jeder Feed zuletzt gelesen wurde und ob es Fehler gab.
no-news-waiting-member = Ich habe noch keine Nachrichten. Dieser Server folgt Feeds, aber bisher ist nichts gekommen. Versuch es in ein paar Minuten noch einmal oder bitte die Moderation, `/feeds liste` anzusehen.
no-news-outlets-manager = Von den Medien, die dieser Server erlaubt, gibt es keine Nachrichten. Mit `/einstellungen` kannst du andere wählen.
no-news-outlets-member = Von den Medien, die dieser Server erlaubt, gibt es keine Nachrichten. Die Moderation kann mit `/einstellungen` andere wählen.
no-news-direct = Für Direktnachrichten habe ich noch keine Nachrichten. Wer mich betreibt, kann mit `nutgraf feeds add` oder `nutgraf ingest` welche hinzufügen. Auf einem Server kann die Moderation mit `/feeds hinzufügen` einem Medium folgen.

# Headlines
headlines-title = Schlagzeilen
headlines-of = Schlagzeilen von { $source }
headlines-topic = Schlagzeilen zu „{ $topic }“
headlines-none = Keine Schlagzeile passt dazu.
headlines-page = Seite { $page } von { $pages } · { $total ->
        [one] eine Schlagzeile
       *[other] { $total } Schlagzeilen
    }
headlines-ask = Fragen zu …
headlines-only = nur die Schlagzeile
source-unknown = unbekanntes Medium

# Related news
related-title = Verwandte Nachrichten
related-to = Zu „{ $text }“
related-none = Dazu habe ich nichts Verwandtes.
related-empty = Diese Nachricht enthält keinen Text, zu dem ich suchen könnte.

# Stories
story-unknown = Einen Artikel mit dieser Schlagzeile habe ich nicht. Fang an zu tippen und wähle einen aus der Liste.
story-closest = Diese Schlagzeilen kommen dem am nächsten:
story-headline-only = Ich habe nur diese Schlagzeile, nicht den Artikel.
story-timeline = Wer wann berichtet hat
story-more-reports = { $count ->
        [one] und ein weiterer Bericht
       *[other] und { $count } weitere Berichte
    }
story-differ = Die Medien widersprechen sich

# Catching up
catchup-title = Was passiert ist
catchup-since-question = Seit deiner letzten Frage, { $when }
catchup-since = Seit { $when }
catchup-of-digests = was die Überblicke dieses Kanals und deine Suchaufträge gemeldet hätten
catchup-of-watches = deine Suchaufträge und alle Nachrichten, die es für Direktnachrichten gibt
catchup-of-everything = alles, was dieser Server verfolgt, und deine Suchaufträge
catchup-more = +{ $count } weitere
catchup-watch = Dein Suchauftrag „{ $words }“
catchup-nothing = Nichts Neues. Für einen früheren Zeitpunkt nimm `/verpasst` mit *seit*.

# Digests
digest-late = Verspätet: fällig war das am { $due }.
digest-span = Vom { $from } bis { $to }
digest-quiet = Ein ruhiger Tag: keine neuen Meldungen.
digest-part = { $name }, Teil { $part } von { $parts }
digest-also = Auch: { $outlets }
digest-also-more = { $count } weitere
digest-moved-on = Neu seit dem letzten Überblick:
digest-thread = { $name }, { $date }
digest-created = Überblick „{ $name }“ erstellt: { $when } in { $channel }. Der nächste kommt am { $next }.
digest-edited = Überblick „{ $name }“ geändert: { $when } in { $channel }. Der nächste kommt am { $next }.
digest-edited-now = Überblick „{ $name }“ geändert: { $when } in { $channel }. Der heutige fehlt noch, also poste ich ihn jetzt.
digest-paused = Überblick „{ $name }“ pausiert. Mit `/überblick fortsetzen` geht es weiter.
digest-resumed = Überblick „{ $name }“ läuft wieder. Der nächste kommt am { $next }.
digest-list = Überblicke auf diesem Server
digest-list-empty = Dieser Server hat noch keinen Überblick. Mit `/überblick erstellen` richtest du einen ein.
digest-delete-sure = Überblick „{ $name }“ löschen? Damit verschwinden seine Einstellungen und die Aufzeichnung, was er gepostet hat. Was schon im Kanal steht, bleibt.
digest-kept = Überblick „{ $name }“ wurde nicht gelöscht.
button-digest-delete = Löschen
button-digest-keep = Behalten
digest-deleted = Überblick „{ $name }“ gelöscht.
digest-unknown = Dieser Server hat keinen Überblick namens „{ $name }“. `/überblick liste` zeigt alle.
digest-which = Dieser Server hat mehrere Überblicke. Wähle mit `name` einen aus.
name-blank = Ein Name braucht mindestens einen Buchstaben, eine Ziffer oder ein Zeichen, das man sieht.
digest-role-gone = Die Rolle, die der Überblick „{ $name }“ erwähnt hat, wurde gelöscht. Er erwähnt jetzt keine mehr. Mit `/überblick ändern` wählst du eine andere.
digest-exists = Dieser Server hat schon einen Überblick namens „{ $name }“. Nimm einen anderen Namen oder lösch den alten vorher.
digest-too-many = Dieser Server hat schon { $limit } Überblicke, mehr gehen nicht. Lösch vorher einen.
digest-needs = Ein Überblick braucht `kanal` und `uhrzeit`. Lass beide weg, dann öffnet sich ein Formular.
digest-bad-time = „{ $time }“ ist keine Uhrzeit. Schreib sie so: 08:00 oder 17:30.
digest-bad-zone = Die Zeitzone „{ $zone }“ kenne ich nicht. Tipp den Anfang einer Stadt und wähle eine aus der Liste.
digest-bad-days = „{ $days }“ sind keine Wochentage. Schreib sie so: mo, mi, fr – oder { days-daily }, { days-weekdays } oder { days-weekends }.
digest-bad-channel = Wähle einen Text-, Ankündigungs- oder Forumskanal oder einen Thread auf diesem Server.
digest-cannot-send = In { $channel } darf ich nicht posten. Gib mir dort diese Rechte und versuch es noch einmal: { $missing }.
digest-cannot-mention = Du darfst { $role } hier nicht erwähnen, also darf es auch ein Überblick von dir nicht. Wähle eine Rolle, die alle erwähnen dürfen, oder bitte jemanden, der alle Rollen erwähnen darf.
digest-weekdays = montags bis freitags
digest-weekends = samstags und sonntags
digest-every = { $days } um { $time } Uhr ({ $zone })
digest-daily = täglich um { $time } Uhr ({ $zone })
digest-state-paused = pausiert
digest-state-server = angehalten: Ich bin nicht auf diesem Server
digest-state-channel = angehalten: Der Kanal wurde gelöscht; wähle mit `/überblick ändern` einen anderen
digest-state-permissions = angehalten: Mir fehlen Rechte: { $missing }
digest-state-refused = angehalten: Discord lässt mich dort nicht posten; prüf meine Rechte
digest-last-missed = der letzte fiel aus: { $reason }
digest-last-unknown = der letzte ist vielleicht nicht angekommen: { $reason }
digest-last-open = wird gerade gepostet
digest-reason-downtime = Ich war offline, als er fällig war
digest-reason-downtime-covered = Ich war offline; ein späterer Überblick deckt es ab
digest-reason-unreachable = Ich habe Discord nicht rechtzeitig erreicht
digest-reason-paused = Der Überblick wurde pausiert, während er auf einen neuen Versuch wartete
digest-reason-blocked = Ich durfte dort nicht posten
digest-default-name = Nachrichtenüberblick
digest-now-title = In diesem Moment
digest-modal = Neuer Überblick
digest-modal-channel = Kanal
digest-modal-time = Uhrzeit
digest-modal-time-hint = 08:00
digest-modal-zone = Stadt oder Zeitzone
digest-modal-topic = Thema (leer lassen für alles)
digest-modal-name = Name

button-why = Warum diese Meldungen?
button-why-quiet = Warum so ruhig?
button-catchup = Was habe ich verpasst?

why-title = Warum diese Meldungen: { $name }
why-nothing = In diesem Zeitraum ist nichts erschienen.
why-chosen = Sie stand im Überblick.
why-off-topic = Sie fehlt, weil nicht jedes Wort des Themas darin vorkommt.
why-told = Sie fehlt, weil ein früherer Überblick sie schon hatte und die neuen Berichte nichts hinzufügen.
why-no-room = Sie fehlt, weil im Überblick Platz für { $stories } war und andere weiter oben standen.
why-details = Platz { $rank } von { $of }: { $reports ->
        [one] ein Bericht
       *[other] { $reports } Berichte
    } von { $outlets ->
        [one] einem Medium
       *[other] { $outlets } Medien
    }, der neueste { $hours ->
        [0] weniger als eine Stunde
        [one] eine Stunde
       *[other] { $hours } Stunden
    } alt.
why-moved-on = Ein früherer Überblick hatte sie schon, aber diesmal gab es Neues.
why-commentary = Dazu gab es nur Kommentare, Bilderstrecken oder Sammelmeldungen, die weniger zählen.
why-more = … und { $count } weitere
why-headline-only = Ich habe nur diese Schlagzeile, und ein Überblick braucht ganze Artikel.
why-other-outlet = Das Medium gehört nicht zu denen dieses Überblicks: { $outlets }.
why-undated = Der Artikel trägt kein Datum, deshalb weiß ich nicht, ob er neu ist.
why-later = Der Artikel kam erst am { $seen } bei mir an, nach diesem Überblick.
why-outside = Der Artikel erschien am { $published }, außerhalb des Zeitraums dieses Überblicks.
why-now = Hier geht es um den Überblick, den `/überblick jetzt` gezeigt hat. Nach Plan gepostet wurde er nicht.
why-unknown = Einen Artikel mit dieser Schlagzeile habe ich nicht. Fang an zu tippen und wähle einen aus der Liste.

# Watches
watch-alert = Neues zu einem Suchauftrag
watch-late = Verspätet: Das kam schon am { $due } an.
watch-more-today = Es gibt noch mehr, aber dieser Suchauftrag hat sich heute schon { $limit ->
        [one] einmal
       *[other] { $limit } Mal
    } gemeldet. `/schlagzeilen` zeigt alles.
watch-added-question = Ich achte auf Nachrichten, die „{ $words }“ beantworten, und poste sie in { $place }, jede Meldung einmal.
watch-added-phrase = Ich achte auf Nachrichten, in denen jedes Wort von „{ $words }“ vorkommt, und poste sie in { $place }, jede Meldung einmal.
watch-direct = deinen Direktnachrichten
watch-this-channel = diesem Kanal
watch-list = Suchaufträge
watch-list-empty = Hier gibt es noch keine Suchaufträge. Mit `/suchauftrag hinzufügen` richtest du einen ein.
watch-by = von { $member }
watch-last = zuletzt gemeldet am { $when }
watch-none-yet = noch keine Meldung
watch-is-question = Frage
watch-is-phrase = jedes Wort
watch-paused-direct = pausiert: Du nimmst keine Direktnachrichten von mir an. Erlaube Direktnachrichten von diesem Server und füge den Suchauftrag noch einmal hinzu
watch-paused-server = pausiert: Ich bin nicht mehr auf diesem Server
watch-paused-channel = pausiert: Der Kanal wurde gelöscht. Entferne den Suchauftrag oder füge ihn in einem anderen Kanal hinzu
watch-paused-permissions = pausiert: Ich darf dort nicht posten. Sobald ich darf, geht es weiter
watch-removed = Auf „{ $words }“ achte ich nicht mehr.
watch-resumed = Auf „{ $words }“ achte ich wieder.
watch-unknown = Diesen Suchauftrag finde ich nicht. `/suchauftrag liste` zeigt deine.
watch-gone = Dieser Suchauftrag wurde schon beendet.
watch-not-yours = Beenden kann ihn nur, wer ihn eingerichtet hat oder das Recht *Server verwalten* hat.
watch-exists = Für „{ $words }“ gibt es in { $place } schon einen Suchauftrag.
watch-nothing = Auf „{ $words }“ kann ich nicht achten. Nenn eine Person, einen Ort oder eine Sache.
watch-too-many-member = Du hast schon { $limit } Suchaufträge, mehr gehen nicht. Entferne vorher einen.
watch-too-many-server = Die Kanäle dieses Servers haben schon { $limit } Suchaufträge, mehr gehen nicht. Entferne vorher einen.
watch-needs-manage = Für einen Suchauftrag in einem Kanal brauchst du das Recht *Server verwalten*. Wähle *{ choice-direct-message }*, dann schreibe ich dir privat.
watch-only-direct = Hier kann ich dir nur Direktnachrichten schicken. Wähle *{ choice-direct-message }* oder richte den Suchauftrag auf einem Server ein.
watch-which-channel = Wähle den Kanal, in dem ich posten soll.
watch-no-channel = In { $channel } kann ich nicht posten. Wähle einen Textkanal.
watch-closed = Ich kann dir keine Direktnachrichten schicken. Erlaube Direktnachrichten von diesem Server und versuch es noch einmal.
button-watch-stop = Suchauftrag beenden

permission-view-channel = Kanäle ansehen
permission-send-messages = Nachrichten senden
permission-send-messages-in-threads = Nachrichten in Threads senden
permission-create-public-threads = Öffentliche Threads erstellen
permission-manage-threads = Threads verwalten
permission-attach-files = Dateien anhängen
permission-read-message-history = Nachrichtenverlauf anzeigen

# Setup
setup-title = Prüfung der Einrichtung
setup-fine = Alles ist richtig eingerichtet.
setup-channel-fine = { $channel }: in Ordnung
setup-missing = { $channel }: Mir fehlen Rechte: { $missing }. Ohne sie kann ich dort nicht posten.
setup-advised = { $channel }: Gib mir auch dieses Recht: { $missing }. Wozu: { $what }.
setup-gone = Überblick „{ $name }“: Der Kanal wurde gelöscht. Wähle mit `/überblick ändern` einen anderen.
setup-relay-gone = { $name } hat in einem Kanal gepostet, der gelöscht wurde. Mit `/feeds posten` kannst du ihn anhalten oder einen anderen wählen.
setup-refused = Überblick „{ $name }“: Discord lässt mich in { $channel } nicht posten, obwohl ich anscheinend alle Rechte habe. Ich versuche es weiter.
setup-integrations = Befehle, die etwas ändern, brauchen das Recht *Server verwalten*. Um einen davon für eine andere Rolle zu öffnen oder zu sperren, geh zu *Servereinstellungen*, *Integrationen* und dort zu meinem Namen. Wer { $setup } nutzen darf, darf auch die { $settings } dieses Servers ändern.
setup-for-history = damit nach einer Störung nichts doppelt erscheint
setup-for-files = für Bilder

# Settings
settings-server-title = Was für diesen Server gilt
settings-language = **Sprache**, in der ich hier poste
settings-automatic-language-server = Wie die Discord-Sprache dieses Servers
settings-zone = **Zeitzone**, in der „heute“ hier beginnt und endet: { $zone }
settings-automatic-zone-server = Die des ersten Überblicks dieses Servers
settings-time = jetzt { $time }
settings-outlets = { $count ->
        [0] **Medien**, deren Nachrichten hier zu finden sind: alle
        [one] **Medien**, deren Nachrichten hier zu finden sind: eins
       *[other] **Medien**, deren Nachrichten hier zu finden sind: { $count }
    }
settings-all-outlets = Alle Medien
settings-notices = **Hinweise**, etwa dass ein Feed ausgefallen ist, gehen an
settings-notices-none = Nirgendwohin; wähle einen Kanal
settings-ask-channels = **Wo** gefragt werden darf
settings-everywhere = In jedem Kanal
settings-ask-roles = **Wer** fragen darf, außer denen, die den Server verwalten
settings-everybody = Alle
settings-own-title = Was für dich gilt, egal wo du mich nutzt
settings-own-language = **Sprache**, in der ich dir antworte
settings-automatic-language-own = Wie in deinem Discord
settings-own-zone = **Zeitzone**, in der dein „heute“ beginnt und endet
settings-automatic-zone-own = Die des Servers
settings-zone-hint = Eine Stadt, zum Beispiel Wien oder Lissabon
settings-bad-zone = Eine Zeitzone namens „{ $zone }“ kenne ich nicht. Versuch es mit einer großen Stadt in der Nähe.
button-other-zone = Andere Zeitzone
button-own-settings = Meine Einstellungen
button-server-settings = Einstellungen dieses Servers
button-more-outlets = Weitere Medien ({ $page } von { $pages })
button-pictures-on = Bilder: an
button-pictures-off = Bilder: aus
button-corrections-on = Korrekturen: an
button-corrections-off = Korrekturen: aus

# Privacy
privacy-title = Was ich über dich speichere
privacy-questions = **Deine Fragen**, was ich dazu zitiert habe und wo du gefragt hast, { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    } lang, damit die Schaltflächen unter einer Antwort funktionieren.
privacy-ratings = **Deine Bewertungen** (👍 👎), solange es die Antwort gibt, die sie betreffen.
privacy-watches = **Deine Suchaufträge**, bis du sie beendest.
privacy-settings = **Deine Einstellungen**: die Sprache und Zeitzone, die du gewählt hast, die Sprache deines Discords, wie ich sie zuletzt gesehen habe, und wann du zuletzt gefragt hast.
privacy-created = **Deine ID** bei den Überblicken und Feeds, die du eingerichtet hast; sie gehören dem Server.
privacy-nothing-else = **Sonst nichts**: weder deinen Namen noch Nachrichten, die keine Frage an mich sind.
privacy-backups = **Sicherungen** enthalten dasselbe, bis sie ersetzt werden.
privacy-exported = Alles, was ich über dich speichere
privacy-counts = { $questions ->
        [one] Eine Frage oder Liste
       *[other] { $questions } Fragen und Listen
    }, { $ratings ->
        [one] eine Bewertung
       *[other] { $ratings } Bewertungen
    }, { $watches ->
        [one] ein Suchauftrag
       *[other] { $watches } Suchaufträge
    } und deine Einstellungen.
privacy-sure =
    Alles löschen, was ich über dich speichere?
    - Deine Fragen, Bewertungen, Suchaufträge (auch solche, die in einen Kanal posten) und Einstellungen verschwinden sofort, auch aus jeder Sicherung, die von jetzt an entsteht.
    - Überblicke und Feeds, die du eingerichtet hast, bleiben ihrem Server, ohne deine ID.
    - Meine Antworten in Kanälen bleiben, denn sie liegen bei Discord; ihre Schaltflächen funktionieren dann nicht mehr. Drück vorher unter denen auf *{ button-remove }*, die verschwinden sollen.
    - Ich behalte eine Prüfsumme deiner ID und sonst nichts, damit du wieder gelöscht wirst, falls hier je eine ältere Sicherung eingespielt wird.
privacy-deleted = Erledigt. Außer dieser Prüfsumme speichere ich nichts mehr über dich.
privacy-kept = Nichts wurde gelöscht.
button-privacy-export = Meine Daten herunterladen
button-privacy-delete = Meine Daten löschen
button-privacy-sure = Alles löschen

# Greeting
greeting-title = Hallo! Ich bin Nutgraf
greeting-body = Ich beantworte Fragen zu den Nachrichten mit genau den Sätzen, in denen es steht, jeder mit Link zum Artikel. Drei Dinge für den Anfang:
greeting-more = { $help } zeigt, was ich sonst noch kann, { $settings }, was du einstellen kannst. Erwähne mich jederzeit mit einer Frage.
greeting-feeds = Nimm { $add } mit der Adresse einer Nachrichtenseite oder eines Feeds, dann folge ich ihm für diesen Server.
button-choose-news = Nachrichten wählen
button-daily-digest = Täglichen Überblick einrichten
button-try-question = Eine Frage ausprobieren
example-question = Was gibt es Neues zu { $name }?
example-today = Was ist heute passiert?

# Feeds
feeds-title = Feeds auf diesem Server ({ $count } von { $limit })
feeds-none = Dieser Server folgt noch keinem Feed. Nimm `/feeds hinzufügen` mit der Adresse einer Website oder eines Feeds.
feeds-public = { $count ->
        [one] Ein weiterer Feed ist
       *[other] { $count } weitere Feeds sind
    } für jeden Server verfügbar.
feeds-reading = { $name } gefunden, mit { $entries ->
        [one] einem Eintrag
       *[other] { $entries } Einträgen
    }. Ich lese ihn gerade …
feeds-reading-all = { $count } Feeds gefunden. Ich lese sie gerade, { $read } habe ich schon …
feeds-added = Ab jetzt folge ich { $name }: { $articles ->
        [0] noch ohne Artikel
        [one] ein Artikel, zu dem du fragen kannst
       *[other] { $articles } Artikel, zu denen du fragen kannst
    }.
feeds-added-unread = Ab jetzt folge ich { $name }, konnte ihn aber noch nicht lesen: { $error } Ich versuche es weiter.
feeds-known = Dieser Server folgt { $name } schon: { $articles ->
        [0] noch ohne Artikel
        [one] ein Artikel, zu dem du fragen kannst
       *[other] { $articles } Artikel, zu denen du fragen kannst
    }.
feeds-newest = Das Neueste:
feeds-removed = { $name } folge ich nicht mehr.
feeds-now-paused = { $name } pausiert. Die Artikel bleiben erhalten.
feeds-now-resumed = { $name } läuft wieder.
feeds-unknown = Dieser Server folgt keinem Feed namens „{ $name }“. Fang an zu tippen und wähle einen aus der Liste.
feeds-too-many = Dieser Server folgt schon { $limit } Feeds, mehr gehen nicht. Entferne vorher einen.
feeds-several = Diese Website hat { $count } Feeds. Welchen möchtest du?
feeds-several-of = { $address } hat { $count } Feeds. Füge die Adresse einzeln hinzu, um einen auszuwählen.
feeds-choose = Feed auswählen
feeds-articles = { $articles ->
        [one] ein Artikel
       *[other] { $articles } Artikel
    }
feeds-paused = pausiert
feeds-gone = endgültig abgeschaltet
feeds-waiting = noch nicht gelesen
feeds-read = gelesen am { $when }
feeds-error = { $failures ->
        [0] Hinweis
        [one] einmal fehlgeschlagen
       *[other] { $failures } Mal fehlgeschlagen
    }: { $error }
feeds-test = Ein Feed mit { $entries ->
        [one] einem Eintrag
       *[other] { $entries } Einträgen
    }. Dieser Server folgt ihm noch nicht.
feeds-test-text = { $paragraphs ->
        [one] ein Absatz
       *[other] { $paragraphs } Absätze
    } Text
feeds-test-undated = ohne Datum
feeds-test-empty = Er hat zurzeit keine Einträge.
feeds-test-others = Die Website hat { $count ->
        [one] einen weiteren Feed
       *[other] { $count } weitere Feeds
    }.
feeds-report = { $count ->
        [one] Eine Adresse
       *[other] { $count } Adressen
    }
feeds-report-more = und { $count } weitere, alle in der Datei
feeds-exported = { $count ->
        [one] Ein Feed
       *[other] { $count } Feeds
    }, für jeden Feedreader
feeds-import-unreadable = Mit dieser Datei kann ich nichts anfangen. { $reason }
feeds-import-large = Sie ist zu groß für eine Liste von Feeds.
feed-failing = { $name } ist gestört: { $failures } Fehler seit dem { $since }. { $error } Ich versuche es weiter, einmal am Tag; mit `/feeds entfernen` hörst du auf, ihm zu folgen.
feed-gone = { $name } gibt es laut seinem Server nicht mehr, deshalb lese ich ihn nicht länger. Die Artikel bleiben erhalten.
button-post-here = Jede neue Meldung hier posten
button-previous = Zurück
button-next = Weiter

# Starter sets
starter-title = Nachrichten wählen
starter-body = Wähle ein Thema, dann ein oder mehrere Medien. Ich folge ihnen für diesen Server. Jedem anderen Medium folgst du mit `/feeds hinzufügen` und der Adresse seiner Website oder seines Feeds.
starter-choose-topic = Thema wählen
starter-choose = Ein oder mehrere Medien wählen
starter-world = Welt und Allgemeines
starter-technology = Technik
starter-science = Wissenschaft
starter-business = Wirtschaft
starter-sport = Sport

# Feeds that post by themselves
relay-several = { $count } neue Meldungen von { $name }
relay-more = und { $count } weitere
relay-late = Verspätet: Das kam schon am { $due } an.
relay-added = Ich poste jede neue Meldung von { $name } einmal in { $channel }.
relay-changed = { $name } hat schon in { $channel } gepostet. Das geht jetzt so weiter, wie du es eingestellt hast.
relay-words-only = Nur Meldungen mit { $words }.
relay-words-not = Keine Meldungen mit { $words }.
relay-list = Feeds, die von selbst posten
relay-list-empty = Hier postet noch kein Feed von selbst. Nimm `/feeds posten` mit einem Feed und einem Kanal, dann poste ich dort jede neue Meldung.
relay-in = in { $channel }
relay-only = nur mit { $words }
relay-not = nicht mit { $words }
relay-none-yet = noch nichts gepostet
relay-last = letzte Meldung am { $when }
relay-stop = Nicht mehr posten …
relay-stopped = { $name } postet nicht mehr in { $channel }. Seine Nachrichten findest du weiterhin.
relay-gone = Dieser Feed wurde schon angehalten.
relay-too-many = Auf diesem Server posten schon { $limit } Feeds von selbst, mehr gehen nicht. Halte vorher einen an.
relay-nothing = Nach „{ $words }“ kann ich nicht suchen. Nenn Wörter, die in einer Meldung stehen würden, durch Kommas getrennt.
relay-paused-server = pausiert: Ich bin nicht auf diesem Server
relay-paused-channel = pausiert: Der Kanal wurde gelöscht. Halte den Feed an und wähle einen anderen Kanal
relay-paused-permissions = pausiert: Ich darf dort nicht posten. Sobald ich darf, geht es weiter
relay-blocked-channel = { $name } hat in einem Kanal gepostet, der gelöscht wurde, deshalb pausiert er jetzt. Mit `/feeds posten` kannst du ihn anhalten oder einen anderen Kanal wählen.
relay-blocked-permissions = { $name } kann in { $channel } nicht mehr posten, weil ich dort nicht darf. Er pausiert, bis ich es wieder darf; `/einrichtung prüfen` zeigt, was fehlt.

# Sources
sources-title = { $count ->
        [one] Nachrichten von einem Medium
       *[other] Nachrichten von { $count } Medien
    }
sources-none = Bei keiner der Nachrichten hier ist ein Medium genannt.
sources-held = { $articles ->
        [0] { $headlines ->
            [one] eine Schlagzeile
           *[other] { $headlines } Schlagzeilen
        }
        [one] ein Artikel
       *[other] { $articles } Artikel
    } · neueste { $newest }
sources-undated = ohne Datum

# Trends
trend-title = „{ $topic }“ in den Nachrichten
trend-compared = In den Nachrichten, die letzten { $days } Tage
trend-total = { $total ->
        [one] Eine Erwähnung
       *[other] { $total } Erwähnungen
    } in { $days } Tagen
trend-none = Nichts zu „{ $topic }“ in den letzten { $days } Tagen.
trend-alt = Erwähnungen von „{ $topic }“ pro Tag, { $days }: insgesamt { $total }.
trend-alt-busiest = Die meisten am { $day }: { $mentions }.
trend-alt-peak = Höhepunkt am { $day }: { $headline }

# Help
help-title = Was ich kann
help-intro = Ich beantworte Fragen zu den Nachrichten mit genau den Sätzen, in denen die Antwort steht, jeder mit Link zum Artikel. Wenn ich zu etwas nichts habe, sage ich das.
help-ask = Frag mit { $ask } oder erwähne mich: „{ $example }“
help-ask-direct = Schreib mir eine Frage oder nimm { $ask }: „{ $example }“
help-headlines = { $command } zeigt, was neu ist.
help-story = { $command } fasst einen Artikel in seinen eigenen Sätzen zusammen.
help-catchup = { $command } zeigt nur dir, was seit deiner letzten Frage passiert ist.
help-trend = { $command } zeichnet, wie oft ein Thema in den Nachrichten war.
help-watch = { $command } meldet dir, wenn ein neuer Artikel eine Frage beantwortet oder deine Wörter enthält.
help-such-as = Probier „{ $example }“.
help-sources = { $command } zeigt, welche Medien ich habe.
help-menus = Halte eine Nachricht gedrückt oder klick sie mit rechts an, dann *Apps*: *{ $check }* oder *{ $related }*
help-own = Deine Sprache, deine Zeitzone und was ich über dich speichere: { $commands }
help-managing = Weil du diesen Server verwaltest, kannst du auch das:
help-feeds-add = { $command } folgt einem Medium für diesen Server.
help-feeds-post = { $command } postet jede neue Meldung eines Feeds in einen Kanal.
help-digest-create = { $command } postet jeden Tag die Meldungen des Tages in einen Kanal.
help-setup-check = { $command } zeigt, welche Rechte mir fehlen.
help-holding = Ich habe { $articles ->
        [one] einen Artikel
       *[other] { $articles } Artikel
    } von { $outlets ->
        [one] einem Medium
       *[other] { $outlets } Medien
    }, bis zum { $newest }.

# Spans of days, as members may write them for a digest
days-daily = täglich
days-weekdays = werktags
days-weekends = wochenende

# Where a span of time begins, in the choices of an option
since-today = heute
since-yesterday = gestern
since-last-7-days = letzte 7 Tage
since-last-30-days = letzte 30 Tage

# When something goes wrong
error-unforeseen = Bei mir ist etwas schiefgegangen. In meinem Protokoll steht es unter der Nummer { $reference }.
error-permission = Dafür brauchst du das Recht *Server verwalten*.
error-guild-only = Das geht nur auf einem Server.
error-outlet = Ein Medium namens „{ $name }“ habe ich nicht. Fang an zu tippen und wähle eins aus der Liste.
error-date = „{ $text }“ ist kein Datum. Schreib es so: 2026-11-24.

# What is wrong with a feed, an address, a list of feeds or a posting. The English wording is that of the code, which
# bot/cards/problems.py recognizes by it; a test compares them.
problem-not-fetched = { $address } lässt sich nicht abrufen: { $problem }
problem-not-a-feed = { $address } lässt sich nicht als Feed lesen: { $problem }
problem-named-not-fetched = Die Seite nennt { $address }, was sich nicht abrufen lässt: { $problem }
problem-named-not-a-feed = Die Seite nennt { $address }, was sich nicht als Feed lesen lässt: { $problem }
problem-no-feed-found = Unter { $address } war kein Feed zu finden. { $problem } Versuch es mit der Adresse des Feeds selbst.
problem-gone = Der Server sagt, dass es das endgültig nicht mehr gibt (HTTP 410).
problem-login = Der Server verlangt eine Anmeldung (HTTP { $status }).
problem-payment = Der Server verlangt eine Bezahlung (HTTP { $status }).
problem-refused = Der Server gibt es uns nicht heraus (HTTP { $status }).
problem-nothing-there = Unter dieser Adresse gibt es nichts (HTTP { $status }).
problem-too-often = Der Server sagt, dass wir zu oft anfragen (HTTP { $status }).
problem-legal = Der Server hält es aus rechtlichen Gründen zurück (HTTP { $status }).
problem-overloaded = Der Server ist überlastet oder wird gewartet (HTTP { $status }).
problem-server-error = Der Server meldet einen Fehler (HTTP { $status }).
problem-no-document = Der Server liefert kein Dokument (HTTP { $status }).
problem-redirects = Es wird mehr als { $count }-mal weitergeleitet.
problem-headers = Der Server schickt zu viele Kopfzeilen, Zwischenantworten oder winzige Stücke.
problem-timeout = Der Server hat nicht innerhalb von { $seconds } Sekunden geantwortet.
problem-no-server = Einen Server dieses Namens gibt es nicht.
problem-certificate = Das Zertifikat des Servers ist ungültig, oder er beherrscht kein HTTPS.
problem-unreachable = Der Server ist nicht erreichbar.
problem-broke-off = Die Verbindung brach vorzeitig ab.
problem-not-web = Der Server antwortet nicht wie ein Webserver.
problem-bad-address = Das ist keine gültige Webadresse.
problem-not-http = Das ist keine Webadresse, die mit http:// oder https:// beginnt.
problem-user-name = Die Adresse enthält einen Benutzernamen oder ein Passwort, was nicht unterstützt wird.
problem-no-internet-address = Die Adresse führt zu keiner Adresse im Internet.
problem-private-network = Die Adresse führt in ein privates oder reserviertes Netz, aus dem nichts abgerufen wird.
problem-port = Die Adresse nennt Port { $port }; nur { $ports } sind erlaubt.
problem-compression = Es ist auf eine Weise komprimiert, die nicht unterstützt wird.
problem-damaged = Es ist beschädigt und lässt sich nicht entpacken.
problem-cut-off = Es brach vorzeitig ab.
problem-too-large = Es ist größer als { $limit } MB.
problem-too-large-feed = Mit mehr als { $limit } MB ist es zu groß für einen Feed.
problem-too-large-page = Mit mehr als { $limit } MB ist es zu groß für eine Seite.
problem-too-large-list = Mit mehr als { $limit } MB ist es zu groß für eine Liste von Feeds.
problem-too-slow = Das Lesen dauert länger, als die Größe erlaubt ({ $seconds } Sekunden), und wurde abgebrochen.
problem-breaks-reader = Das Leseprogramm stürzt daran ab, deshalb bleibt es liegen.
problem-no-reader = Das Programm, das Dokumente liest, ließ sich nicht starten.
problem-data = Es enthält Daten, keinen Text.
problem-empty = Es ist kein Feed: Es ist leer.
problem-neither-xml-nor-json = Es ist kein Feed: Es ist weder XML noch JSON.
problem-web-page = Es ist kein Feed, sondern eine Webseite.
problem-unreadable-feed = Es lässt sich nicht als Feed lesen ({ $kind }).
problem-neither-rss-nor-atom = Es ist kein Feed: Es ist XML oder HTML, aber weder RSS noch Atom.
problem-tags = Mit mehr als { $limit } Tags hat es zu viele für einen Feed.
problem-entries = Mit mehr als { $limit } Einträgen hat es zu viele für einen Feed.
problem-tags-of-entry = Einer der Einträge hat mehr als { $limit } Tags, zu viele für einen Feed.
problem-nested = Es ist zu tief verschachtelt, um als JSON gelesen zu werden.
problem-invalid-json = Es ist kein Feed: Es beginnt wie ein JSON Feed, ist aber kein gültiges JSON.
problem-json-without-items = Es ist kein Feed: Es ist JSON, aber kein JSON Feed mit Version und Einträgen.
problem-json-version = Es ist kein Feed: Es ist JSON, aber die Version ist keine von JSON Feed.
problem-no-opml = Es ist keine OPML-Datei, wie sie Feedreader exportieren.
problem-names-no-feeds = Es nennt keine Feeds.
problem-names-too-many = Es nennt mehr als { $limit } Feeds.
problem-no-html = Es enthält kein HTML.
problem-one-waits = Es bringt mehr Text, als ein Feed in einer Stunde liefern darf; 1 Eintrag wartet auf die nächsten Abrufe.
problem-some-wait = Es bringt mehr Text, als ein Feed in einer Stunde liefern darf; { $count } Einträge warten auf die nächsten Abrufe.
problem-too-long = { $name } ist zu lang: { $kept } Zeichen bleiben, { $dropped } fallen weg.
problem-more-too-long = Bei { $count } weiteren ist es ebenso.
problem-posting-refused = Discord hat es abgelehnt: { $problem }
problem-no-answer = Discord hat nicht rechtzeitig geantwortet
problem-answered = Discord hat mit { $status } geantwortet
problem-thread-gone = der Thread ist weg
problem-much-since = seitdem wurde zu viel in den Kanal geschrieben
problem-message-deleted = eine Nachricht wurde gelöscht, die es gewesen sein kann

# The commands themselves, as Discord lists them. bot/locales/commands.py says which message belongs to what. Names are
# lower case without spaces and, like a choice’s text, short: 32 characters; descriptions have at most 100.
command-ask = frage
command-ask-description = Stell eine Frage zu den Nachrichten; die Antwort sind Zitate mit Links
command-headlines = schlagzeilen
command-headlines-description = Zeigt die neuesten Schlagzeilen
command-headlines-topic-description = Nur Schlagzeilen mit allen diesen Wörtern
command-story = meldung
command-story-description = Fasst einen Artikel in drei eigenen Sätzen zusammen und zeigt, wer noch berichtet
command-trend = trend
command-trend-description = Zeichnet Tag für Tag, wie oft bis zu drei Themen in den Nachrichten waren
command-trend-topic-description = Die Wörter, die gezählt werden
command-trend-topic2-description = Ein weiteres Thema zum Vergleich
command-trend-topic3-description = Ein drittes Thema
command-trend-days-description = Wie viele Tage zurück; normalerweise 30
command-digest = überblick
command-digest-description = Postet die Meldungen des Tages in einen Kanal
command-digest-create = erstellen
command-digest-create-description = Postet regelmäßig einen Überblick in einen Kanal
command-digest-create-name-description = Wie er heißen soll
command-digest-edit = ändern
command-digest-edit-description = Ändert einen Überblick; was du weglässt, bleibt, wie es ist
command-digest-pause = pausieren
command-digest-pause-description = Postet einen Überblick vorerst nicht mehr
command-digest-resume = fortsetzen
command-digest-resume-description = Setzt einen pausierten Überblick fort
command-digest-list = liste
command-digest-list-description = Zeigt die Überblicke dieses Servers
command-digest-delete = löschen
command-digest-delete-description = Löscht einen Überblick
command-digest-now = jetzt
command-digest-now-description = Zeigt einen Überblick sofort und hier
command-digest-now-name-description = Welcher Überblick; ohne Angabe alles aus den letzten 24 Stunden
command-digest-why = warum
command-digest-why-description = Erklärt, warum eine Meldung im letzten Überblick stand oder fehlte
command-digest-why-headline-description = Die Meldung, nach einer ihrer Schlagzeilen
command-digest-why-name-description = Welcher Überblick
command-watch = suchauftrag
command-watch-description = Meldet sich, wenn die Nachrichten etwas beantworten
command-watch-add = hinzufügen
command-watch-add-description = Meldet sich, wenn ein neuer Artikel eine Frage beantwortet oder bestimmte Wörter enthält
command-watch-add-channel-description = Der andere Kanal
command-watch-list = liste
command-watch-list-description = Zeigt deine Suchaufträge, und die des Servers, wenn du ihn verwaltest
command-watch-remove = entfernen
command-watch-remove-description = Beendet einen Suchauftrag
command-feeds = feeds
command-feeds-description = Die Feeds, denen dieser Server folgt
command-feeds-add = hinzufügen
command-feeds-add-description = Folgt einem Feed oder einer Website für diesen Server
command-feeds-add-address-description = Die Adresse eines Feeds oder einer Website, auch mehrere; leer lassen für eine Auswahl
command-feeds-list = liste
command-feeds-list-description = Zeigt die Feeds dieses Servers und ihre Fehler
command-feeds-remove = entfernen
command-feeds-remove-description = Folgt einem Feed nicht mehr; Artikel, denen sonst niemand folgt, werden gelöscht
command-feeds-pause = pausieren
command-feeds-pause-description = Liest einen Feed vorerst nicht mehr; seine Artikel bleiben erhalten
command-feeds-resume = fortsetzen
command-feeds-resume-description = Liest einen pausierten Feed wieder
command-feeds-test = testen
command-feeds-test-description = Zeigt die drei neuesten Einträge eines Feeds, ohne ihm zu folgen
command-feeds-import = importieren
command-feeds-import-description = Folgt allen Feeds aus einer OPML-Datei oder einer Textdatei mit einem pro Zeile
command-feeds-export = exportieren
command-feeds-export-description = Gibt dir die Feeds dieses Servers als OPML-Datei für jeden Feedreader
command-feeds-post = posten
command-feeds-post-description = Postet jede neue Meldung eines Feeds in einen Kanal; ohne Feed: ansehen und anhalten
command-feeds-post-feed-description = Fang an zu tippen; leer lassen, um zu sehen und anzuhalten, was von selbst postet
command-feeds-post-channel-description = Wo gepostet wird; ohne Angabe hier
command-sources = quellen
command-sources-description = Zeigt, welche Medien es gibt und wie aktuell sie sind
command-setup = einrichtung
command-setup-description = Prüft, ob ich hier arbeiten kann
command-setup-check = prüfen
command-setup-check-description = Zeigt für jeden Kanal, welche Rechte mir fehlen
command-catchup = verpasst
command-catchup-description = Was seit deiner letzten Frage passiert ist, nur für dich
command-catchup-since-description = Stattdessen seit: heute, gestern, letzte 7 Tage oder einem Datum wie 2026-11-24
command-settings = einstellungen
command-settings-description = Wähle deine Sprache und Zeitzone; als Moderation auch, was für den Server gilt
command-privacy = datenschutz
command-privacy-description = Was ich über dich speichere
command-privacy-about = info
command-privacy-about-description = Zeigt, was ich über dich speichere und wie lange
command-privacy-export = exportieren
command-privacy-export-description = Gibt dir alles, was ich über dich speichere, als Datei
command-privacy-delete = löschen
command-privacy-delete-description = Löscht alles, was ich über dich speichere
command-help = hilfe
command-help-description = Was du mit diesem Bot hier tun kannst und welche Nachrichten er hat

option-question = frage
option-question-description = Was du wissen möchtest
option-source = quelle
option-source-description = Nur dieses Medium
option-since = seit
option-since-description = Nur Neues seit: heute, gestern, letzte 7 Tage oder einem Datum wie 2026-11-24
option-private = privat
option-private-description = Die Antwort nur dir zeigen
option-topic = thema
option-topic-description = Nur Artikel, in denen alle diese Wörter vorkommen
option-topic2 = thema2
option-topic3 = thema3
option-headline = schlagzeile
option-headline-description = Fang an zu tippen und wähle eine aus
option-days = tage
option-days-description = täglich (normal), werktags, wochenende oder Tage wie mo, mi, fr
option-channel = kanal
option-channel-description = Wo gepostet wird
option-time = uhrzeit
option-time-description = Uhrzeit, zum Beispiel 08:00
option-timezone = zeitzone
option-timezone-description = Tipp den Anfang einer Stadt
option-sources = quellen
option-sources-description = Nur diese Medien, durch Kommas getrennt
option-length = länge
option-length-description = Wie viele Meldungen höchstens
option-mention = erwähnen
option-mention-description = Eine Rolle, die erwähnt wird
option-no-mention = nicht_erwähnen
option-no-mention-description = Keine Rolle mehr erwähnen
option-thread = thread
option-thread-description = Zu jedem Überblick einen Thread öffnen
option-publish = veröffentlichen
option-publish-description = Im Ankündigungskanal: für die Server veröffentlichen, die ihm folgen
option-quiet = ruhig
option-quiet-description = Was an einem Tag ohne Nachrichten geschieht
option-name = name
option-name-description = Welcher
option-new-name = neuer_name
option-new-name-description = Ein neuer Name dafür
option-what = was
option-what-description = Eine Frage wie „Wann öffnet die Brücke?“ oder Wörter, die ein Artikel enthalten muss
option-where = wo
option-where-description = Wo ich mich melde; sonst hier, wenn du den Server verwaltest, oder per Direktnachricht
option-watch = suchauftrag
option-watch-description = Welcher: fang an, seine Wörter zu tippen
option-address = adresse
option-address-description = Die Adresse eines Feeds oder einer Website
option-notices = hinweise
option-notices-description = Wo ich Bescheid gebe, wenn ein Feed ausfällt; ohne Angabe hier
option-feed = feed
option-feed-description = Fang an zu tippen und wähle einen aus
option-file = datei
option-file-description = Ein Export aus deinem Feedreader
option-only-with = nur_mit
option-only-with-description = Nur Meldungen mit einem dieser Wörter oder Ausdrücke, durch Kommas getrennt
option-not-with = nicht_mit
option-not-with-description = Keine Meldungen mit einem dieser Wörter oder Ausdrücke, durch Kommas getrennt

choice-line = in einer Zeile Bescheid geben
choice-skip = nichts posten
choice-this-channel = dieser Kanal
choice-another-channel = ein anderer Kanal
choice-direct-message = Direktnachricht

menu-check-against-the-news = Mit den Nachrichten abgleichen
menu-find-related-news = Verwandte Nachrichten finden
