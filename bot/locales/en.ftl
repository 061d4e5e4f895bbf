# Every sentence that members see, in English. Values are in braces. CONTRIBUTING.md says how to add a language.

# Answers
answer-none = I have nothing on that.
answer-closest = The closest headlines:
answer-empty-question = Ask me a question about the news, such as “When does the bridge reopen?”
answer-headline = Headline
answer-part-missing = I have nothing on { $parts }.
answer-stale = Nothing newer than { $date } answers this.
answer-undated = None of these articles has a date, so this may be old.
answer-evidence = Evidence from { $from } to { $to }
answer-evidence-day = Evidence from { $from }
answer-follows = Follow-up to “{ $question }”
answer-disagree = Outlets differ on { $about }: { $values }
answer-no-more = That’s all I found.
answer-changed = This article has changed since I quoted it. Ask again for the current text.
first-seen = first seen { $when }
updated = updated { $when }
corrected = Corrected by the outlet, { $date }:
corrected-left = No longer in the article, { $date }. It now says:
corrected-removed = No longer in the article, { $date }
story-copies = Same text at { $outlets }
answer-closing = I’m restarting and couldn’t get to your question. Please ask again in a minute.
answer-expired = The buttons on this card have expired. Ask again for a new one.
answer-only-asker = Only the person who asked can remove this.
answer-rated-helpful = Noted: you rated this answer 👍. Press 👎 if you change your mind.
answer-rated-unhelpful = Noted: you rated this answer 👎. Press 👍 if you change your mind.
answer-rest = More you can do with this answer:
answer-no-rest = There’s nothing more to do with this answer.
answer-removed = The answer is removed.
answer-cannot-remove = I can’t see this channel, so I can’t delete the message. A moderator can delete it, or allow me to see the channel.
answer-reply-withheld = Discord doesn’t show me the text of that reply. Press *{ button-follow-up }* under the answer, or mention me with your question.
answer-mention-empty = Mention me with a question about the news, such as “When does the bridge reopen?”

ask-elsewhere = In this server, questions are asked in { $channels }.
ask-roles = In this server, only members with the role { $roles } may ask.
ask-gone = The channels or roles that may ask in this server were deleted. A moderator can choose others with `/settings`.
ask-wait-member = That’s more than { $limit ->
        [one] one question
       *[other] { $limit } questions
    } in a minute, which is as fast as I can answer one person. Please ask again { $when }.
ask-wait-server = This server has asked { $limit ->
        [one] one question
       *[other] { $limit } questions
    } in a minute, which is as fast as I can answer it. Please ask again { $when }.

button-follow-up = Ask a follow-up
button-paragraph = Show the paragraph
button-more = More quotes
button-helpful = 👍
button-unhelpful = 👎
button-remove = Remove
button-rest = More
button-newer = Newer
button-older = Older
button-ask-about = Ask about this

modal-follow-up = Ask a follow-up
modal-about = Ask about this story
modal-question = Your question
modal-question-hint = And when did that happen?
button-watch = Watch this
button-any-time = Any time
button-as-typed = Search for “{ $words }”

# How a request was read
read-time = { $words }: { $days }
read-outlet = Only from { $outlets }
read-elsewhere = I don’t follow { $outlets } here.
read-spelling = Showing results for *{ $words }*
read-nearest = Nothing from that time. The nearest before it, from { $day }:
read-newest = Nothing newer than { $day }:
quoted = “{ $text }”

# Briefings
briefing-reports = { $count ->
        [one] One report, from { $day }
       *[other] { $count } reports since { $day }
    }
briefing-undated = { $count ->
        [one] One report
       *[other] { $count } reports
    }

# What the bot is
about-greeting = Hello! Ask me about the news: I answer with the exact sentences that tell it, each linked to its article.
about-thanks = You’re welcome!
about-help = Ask a question, name a topic, or ask what happened on a day. I answer with the exact sentences from the news, each linked to its article, and say so when the news I hold has no answer.
about-self = I’m Nutgraf, a program that finds the sentences in the news that answer a question. I write nothing myself: every word of news is quoted and linked.
about-sources = Everything I quote comes from the outlets I follow. `/sources` shows how new each one is.
about-try = Try “What happened yesterday?”, “Any news on the bridge?”, or “Why was the ferry cancelled?”
about-held = Outlets: { $outlets }
about-held-more = { " " }and { $count } more
about-follows = Yes, I follow { $outlets }.

# While there is no news
no-news-manager = I don’t have any news yet. Use `/feeds add` to follow outlets for this server: choose from a list, or give it the address of a news site or a feed. Whoever runs me can add news for every server with `nutgraf feeds add` or `nutgraf ingest`.
no-news-member = I don’t have any news yet. Ask a moderator of this server to follow an outlet with `/feeds add`.
no-news-waiting-manager = I don’t have any news yet, although this server follows feeds. New articles arrive within a few minutes; `/feeds list` shows when each feed was last read and any errors.
no-news-waiting-member = I don’t have any news yet. This server follows feeds, but nothing has come in so far. Try again in a few minutes, or ask a moderator to check `/feeds list`.
no-news-outlets-manager = There’s no news from the outlets that this server allows. Choose others with `/settings`.
no-news-outlets-member = There’s no news from the outlets that this server allows. A moderator can choose others with `/settings`.
no-news-direct = I don’t have any news for direct messages yet. Whoever runs me can add some with `nutgraf feeds add` or `nutgraf ingest`. In a server, a moderator can follow an outlet with `/feeds add`.

# Headlines
headlines-title = Headlines
headlines-of = Headlines from { $source }
headlines-topic = Headlines on “{ $topic }”
headlines-none = No headlines match.
headlines-page = Page { $page } of { $pages } · { $total ->
        [one] one headline
       *[other] { $total } headlines
    }
headlines-ask = Ask about…
headlines-only = headline only
source-unknown = unknown outlet

# Related news
related-title = Related news
related-to = To “{ $text }”
related-none = I have nothing related to that.
related-empty = That message has no text for me to look at.

# Stories
story-unknown = I don’t have an article with that headline. Start typing and pick one from the list.
story-closest = The closest headlines:
story-headline-only = I only have this headline, not the article.
story-timeline = Who reported it when
story-more-reports = { $count ->
        [one] and one more report
       *[other] and { $count } more reports
    }
story-differ = Outlets differ

# Catching up
catchup-title = What happened
catchup-since-question = Since your last question, { $when }
catchup-since = Since { $when }
catchup-of-digests = what the digests of this channel and your watches would have told
catchup-of-watches = your watches, and all the news that direct messages may show
catchup-of-everything = everything that this server follows, and your watches
catchup-more = +{ $count } more
catchup-watch = Your watch “{ $words }”
catchup-nothing = Nothing new. For an earlier time, use `/catchup` with *since*.

# Digests
digest-late = Late: this was due at { $due }.
digest-span = From { $from } to { $to }
digest-quiet = A quiet day: no new stories.
digest-part = { $name }, part { $part } of { $parts }
digest-also = Also: { $outlets }
digest-also-more = { $count } more
digest-moved-on = New since the last digest:
digest-thread = { $name }, { $date }
digest-created = Digest “{ $name }” created: { $when } in { $channel }. The next one is due { $next }.
digest-edited = Digest “{ $name }” updated: { $when } in { $channel }. The next one is due { $next }.
digest-edited-now = Digest “{ $name }” updated: { $when } in { $channel }. Today’s hasn’t been posted yet, so I’m posting it now.
digest-paused = Digest “{ $name }” is paused. Use `/digest resume` to restart it.
digest-resumed = Digest “{ $name }” is running again. The next one is due { $next }.
digest-list = Digests in this server
digest-list-empty = This server has no digests yet. Use `/digest create` to set one up.
digest-delete-sure = Delete digest “{ $name }”? This removes its settings and the record of what it has posted. Posts already in the channel stay.
digest-kept = Digest “{ $name }” was not deleted.
button-digest-delete = Delete
button-digest-keep = Keep
digest-deleted = Digest “{ $name }” deleted.
digest-unknown = This server has no digest called “{ $name }”. `/digest list` shows them all.
digest-which = This server has several digests. Choose one with `name`.
name-blank = A name needs at least one letter, digit or sign that can be seen.
digest-role-gone = The role that digest “{ $name }” mentioned was deleted, so it no longer mentions one. Choose another with `/digest edit`.
digest-exists = This server already has a digest called “{ $name }”. Choose another name, or delete that one first.
digest-too-many = This server already has { $limit } digests, the maximum. Delete one first.
digest-needs = A digest needs both `channel` and `time`. Leave out both to fill in a form instead.
digest-bad-time = “{ $time }” isn’t a time of day. Write it like 08:00 or 17:30.
digest-bad-zone = I don’t know the time zone “{ $zone }”. Start typing a city and pick one from the list.
digest-bad-days = “{ $days }” isn’t a list of weekdays. Write it like mon, wed, fri, or use daily, weekdays or weekends.
digest-bad-channel = Choose a text, announcement or forum channel, or a thread in this server.
digest-cannot-send = I don’t have permission to post in { $channel }. Allow me to { $missing } there, then try again.
digest-cannot-mention = You can’t mention { $role } here, so a digest of yours can’t either. Choose a role that everybody may mention, or ask someone who may mention all roles.
digest-weekdays = Monday to Friday
digest-weekends = Saturdays and Sundays
digest-every = { $days } at { $time } ({ $zone })
digest-daily = daily at { $time } ({ $zone })
digest-state-paused = paused
digest-state-server = on hold: I’m not in this server
digest-state-channel = on hold: the channel was deleted; choose another with `/digest edit`
digest-state-permissions = on hold: I need permission to { $missing }
digest-state-refused = on hold: Discord doesn’t let me post there; check my permissions
digest-last-missed = last one missed: { $reason }
digest-last-unknown = last one may not have arrived: { $reason }
digest-last-open = posting now
digest-reason-downtime = I was offline when it was due
digest-reason-downtime-covered = I was offline; a later digest covers it
digest-reason-unreachable = I couldn’t reach Discord in time
digest-reason-paused = the digest was paused while it was waiting for a retry
digest-reason-blocked = I didn’t have permission to post
digest-default-name = News digest
digest-now-title = Right now
digest-modal = New digest
digest-modal-channel = Channel
digest-modal-time = Time of day
digest-modal-time-hint = 08:00
digest-modal-zone = City or time zone
digest-modal-topic = Topic (leave empty for everything)
digest-modal-name = Name

button-why = Why these stories?
button-why-quiet = Why so quiet?
button-catchup = Catch me up

why-title = Why these stories: { $name }
why-nothing = Nothing was published in that period.
why-chosen = It was in the digest.
why-off-topic = It was left out because it doesn’t contain every word of the topic.
why-told = It was left out because an earlier digest covered it and the new reports add nothing.
why-no-room = It was left out because the digest had room for { $stories } and others ranked higher.
why-details = Number { $rank } of { $of }: { $reports ->
        [one] one report
       *[other] { $reports } reports
    } from { $outlets ->
        [one] one outlet
       *[other] { $outlets } outlets
    }, the newest { $hours ->
        [0] less than an hour
        [one] one hour
       *[other] { $hours } hours
    } old.
why-moved-on = An earlier digest covered it, but this time there was something new.
why-commentary = Only opinion pieces, picture pages or roundups covered it, which count for less.
why-more = … and { $count } more
why-headline-only = I only have this headline, and digests need whole articles.
why-other-outlet = Its outlet isn’t one of this digest’s: { $outlets }.
why-undated = It has no date, so I can’t tell whether it’s new.
why-later = I only received it at { $seen }, after that digest was made.
why-outside = It was published at { $published }, outside the period that digest covers.
why-now = This is about the digest that `/digest now` showed. It hasn’t been posted on schedule.
why-unknown = I don’t have an article with that headline. Start typing and pick one from the list.

# Watches
watch-alert = New for a watch
watch-late = Late: this arrived at { $due }.
watch-more-today = There’s more, but this watch has already alerted { $limit ->
        [one] once
       *[other] { $limit } times
    } today. `/headlines` shows everything.
watch-added-question = I’m watching for news that answers “{ $words }” and will post it in { $place }, once per story.
watch-added-phrase = I’m watching for news that contains every word of “{ $words }” and will post it in { $place }, once per story.
watch-direct = your direct messages
watch-this-channel = this channel
watch-list = Watches
watch-list-empty = There are no watches here yet. Use `/watch add` to set one up.
watch-by = by { $member }
watch-last = last alert { $when }
watch-none-yet = no alerts yet
watch-is-question = question
watch-is-phrase = every word
watch-paused-direct = paused: you don’t accept direct messages from me. Allow direct messages from this server, then add the watch again
watch-paused-server = paused: I’m no longer in that server
watch-paused-channel = paused: that channel was deleted. Remove the watch, or add it in another channel
watch-paused-permissions = paused: I don’t have permission to post there. It restarts as soon as I do
watch-removed = I’ve stopped watching for “{ $words }”.
watch-resumed = I’m watching for “{ $words }” again.
watch-unknown = I can’t find that watch. `/watch list` shows yours.
watch-gone = This watch has already been stopped.
watch-not-yours = Only the member who set up this watch, or someone with the *Manage Server* permission, can stop it.
watch-exists = There’s already a watch for “{ $words }” in { $place }.
watch-nothing = I can’t watch for “{ $words }”. Name a person, a place or a thing.
watch-too-many-member = You already have { $limit } watches, the maximum. Remove one first.
watch-too-many-server = This server’s channels already have { $limit } watches, the maximum. Remove one first.
watch-needs-manage = You need the *Manage Server* permission to add a watch to a channel. Choose *{ choice-direct-message }*, and I’ll write to you privately.
watch-only-direct = I can only send you direct messages here. Choose *{ choice-direct-message }*, or add the watch in a server.
watch-which-channel = Choose the channel I should post in.
watch-no-channel = I can’t post in { $channel }. Choose a text channel.
watch-closed = I can’t send you direct messages. Allow direct messages from this server, then try again.
button-watch-stop = Stop this watch

permission-view-channel = see the channel
permission-send-messages = send messages
permission-send-messages-in-threads = send messages in threads
permission-create-public-threads = create public threads
permission-manage-threads = manage threads
permission-attach-files = attach files
permission-read-message-history = read the message history

# Setup
setup-title = Setup check
setup-fine = Everything is set up correctly.
setup-channel-fine = { $channel }: OK
setup-missing = { $channel }: allow me to { $missing }. I can’t post there until you do.
setup-advised = { $channel }: allow me to { $missing }. I use it for { $what }.
setup-gone = Digest “{ $name }”: its channel was deleted. Choose another with `/digest edit`.
setup-relay-gone = { $name } was posting in a channel that was deleted. Use `/feeds post` to stop it or to choose another.
setup-refused = Digest “{ $name }”: Discord doesn’t let me post in { $channel }, although I seem to have every permission. I’ll keep trying.
setup-integrations = Commands that change something need the *Manage Server* permission. To open one to another role, or to close it, use *Server Settings*, *Integrations* and my name there. Who may use { $setup } may also change this server’s { $settings }.
setup-for-history = making sure nothing is posted twice after a failure
setup-for-files = pictures

# Settings
settings-server-title = What applies to this server
settings-language = **Language** of what I post here
settings-automatic-language-server = As this server’s Discord language
settings-zone = **Time zone**, in which “today” begins and ends here: { $zone }
settings-automatic-zone-server = That of this server’s first digest
settings-time = now { $time }
settings-outlets = { $count ->
        [0] **Outlets** whose news can be found here: all of them
        [one] **Outlets** whose news can be found here: one
       *[other] **Outlets** whose news can be found here: { $count }
    }
settings-all-outlets = All outlets
settings-notices = **Notices**, such as that a feed stopped working, go to
settings-notices-none = Nowhere; choose a channel
settings-ask-channels = **Where** members may ask
settings-everywhere = In every channel
settings-ask-roles = **Who** may ask, besides those who manage the server
settings-everybody = Everybody
settings-own-title = What applies to you, wherever you use me
settings-own-language = **Language** in which I answer you
settings-automatic-language-own = As your Discord says
settings-own-zone = **Time zone**, in which your “today” begins and ends
settings-automatic-zone-own = As the server’s
settings-zone-hint = A city, such as Lisbon or Osaka
settings-bad-zone = I don’t know a time zone called “{ $zone }”. Try the name of a large city nearby.
button-other-zone = Another time zone
button-own-settings = My own settings
button-server-settings = This server’s settings
button-more-outlets = More ({ $page } of { $pages })
button-pictures-on = Pictures: on
button-pictures-off = Pictures: off
button-corrections-on = Corrections: on
button-corrections-off = Corrections: off

# Privacy
privacy-title = What I keep about you
privacy-questions = **Your questions**, what I quoted and where you asked, for { $days ->
        [one] one day
       *[other] { $days } days
    }, so that the buttons under an answer work.
privacy-ratings = **Your ratings** (👍 👎), as long as the answer they are about.
privacy-watches = **Your watches**, until you stop them.
privacy-settings = **Your settings**: the language and time zone you chose, your Discord’s language as I last saw it, and when you last asked.
privacy-created = **Your id** with the digests and feeds you set up, which belong to their server.
privacy-nothing-else = **Nothing else**: not your name, and no message that isn’t a question to me.
privacy-backups = **Backups** hold the same until they are replaced.
privacy-exported = Everything I keep about you
privacy-counts = { $questions ->
        [one] One question or list
       *[other] { $questions } questions and lists
    }, { $ratings ->
        [one] one rating
       *[other] { $ratings } ratings
    }, { $watches ->
        [one] one watch
       *[other] { $watches } watches
    }, and your settings.
privacy-sure =
    Delete everything I keep about you?
    - Your questions, ratings, watches (also those that post in a channel) and settings are gone at once, and from every backup made from now on.
    - Digests and feeds you set up stay with their server, without your id.
    - My answers in channels stay, since they are Discord’s; their buttons stop working. Press *Remove* first under those that should go.
    - I keep a checksum of your id, and nothing else, so that you are deleted again if an older backup is ever restored here.
privacy-deleted = Done. I keep nothing about you any more but that checksum.
privacy-kept = Nothing was deleted.
button-privacy-export = Get my data
button-privacy-delete = Delete my data
button-privacy-sure = Delete everything

# Greeting
greeting-title = Hello! I’m Nutgraf
greeting-body = I answer questions about the news with the exact sentences that tell it, each linked to its article. Three things to do first:
greeting-more = { $help } shows what else I can do, { $settings } what you can choose. Mention me with a question at any time.
button-choose-news = Choose news
button-daily-digest = Set up a daily digest
button-try-question = Try a question
example-question = Any news on { $name }?
example-today = What happened today?

# Feeds
feeds-title = Feeds in this server ({ $count } of { $limit })
feeds-none = This server doesn’t follow any feeds yet. Use `/feeds add` with the address of a site or a feed.
feeds-public = { $count ->
        [one] One more feed is
       *[other] { $count } more feeds are
    } available to every server.
feeds-reading = Found { $name }, with { $entries ->
        [one] one entry
       *[other] { $entries } entries
    }. I’m reading it now …
feeds-reading-all = Found { $count } feeds. I’m reading them now, and have read { $read } …
feeds-added = Now following { $name }: { $articles ->
        [0] it has no articles yet
        [one] one article to ask about
       *[other] { $articles } articles to ask about
    }.
feeds-added-unread = Now following { $name }, but I couldn’t read it yet: { $error } I’ll keep trying.
feeds-known = This server already follows { $name }: { $articles ->
        [0] it has no articles yet
        [one] one article to ask about
       *[other] { $articles } articles to ask about
    }.
feeds-newest = The newest:
feeds-removed = No longer following { $name }.
feeds-now-paused = { $name } is paused. Its articles are kept.
feeds-now-resumed = { $name } is active again.
feeds-unknown = This server doesn’t follow a feed called “{ $name }”. Start typing and pick one from the list.
feeds-too-many = This server already follows { $limit } feeds, the maximum. Remove one first.
feeds-several = This site has { $count } feeds. Which one do you want?
feeds-several-of = { $address } has { $count } feeds. Add it by itself to choose one.
feeds-choose = Choose a feed
feeds-articles = { $articles ->
        [one] one article
       *[other] { $articles } articles
    }
feeds-paused = paused
feeds-gone = permanently gone
feeds-waiting = not read yet
feeds-read = read { $when }
feeds-error = { $failures ->
        [0] note
        [one] failed once
       *[other] failed { $failures } times
    }: { $error }
feeds-test = A feed of { $entries ->
        [one] one entry
       *[other] { $entries } entries
    }. This server doesn’t follow it yet.
feeds-test-text = { $paragraphs ->
        [one] one paragraph
       *[other] { $paragraphs } paragraphs
    } of text
feeds-test-undated = no date
feeds-test-empty = It has no entries right now.
feeds-test-others = The site has { $count ->
        [one] one more feed
       *[other] { $count } more feeds
    }.
feeds-report = { $count ->
        [one] One address
       *[other] { $count } addresses
    }
feeds-report-more = and { $count } more, all listed in the file
feeds-exported = { $count ->
        [one] One feed
       *[other] { $count } feeds
    }, for any feed reader
feeds-import-unreadable = I can’t use that file. { $reason }
feeds-import-large = It’s too large for a list of feeds.
feed-failing = { $name } is failing: { $failures } errors since { $since }. { $error } I’ll keep trying once a day; use `/feeds remove` to stop.
feed-gone = { $name } is permanently gone, according to its server, so I’ve stopped reading it. Its articles are kept.
button-post-here = Post each new story here
button-previous = Previous
button-next = Next

# Starter sets
starter-title = Choose news
starter-body = Pick a topic, then one or more outlets. I’ll follow them for this server. To follow any other outlet, use `/feeds add` with the address of its site or feed.
starter-choose-topic = Choose a topic
starter-choose = Choose one or more outlets
starter-world = World and general news
starter-technology = Technology
starter-science = Science
starter-business = Business
starter-sport = Sport

# Feeds that post by themselves
relay-several = { $count } new stories from { $name }
relay-more = and { $count } more
relay-late = Late: this arrived at { $due }.
relay-added = I’ll post each new story of { $name } in { $channel }, once.
relay-changed = { $name } was already posting in { $channel }. It goes on as you set it now.
relay-words-only = Only stories with { $words }.
relay-words-not = No stories with { $words }.
relay-list = Feeds that post by themselves
relay-list-empty = No feed posts by itself here yet. Use `/feeds post` with a feed and a channel, and I’ll post each of its new stories there.
relay-in = in { $channel }
relay-only = only with { $words }
relay-not = not with { $words }
relay-none-yet = nothing posted yet
relay-last = last story { $when }
relay-stop = Stop posting…
relay-stopped = { $name } no longer posts in { $channel }. You can still find its news.
relay-gone = That feed has already been stopped.
relay-too-many = This server already has { $limit } feeds that post by themselves, the maximum. Stop one first.
relay-nothing = I can’t look for “{ $words }”. Name words that a story would have, separated by commas.
relay-paused-server = paused: I’m not in this server
relay-paused-channel = paused: that channel was deleted. Stop it, and choose another channel
relay-paused-permissions = paused: I don’t have permission to post there. It goes on as soon as I do
relay-blocked-channel = { $name } was posting in a channel that has been deleted, so I’ve paused it. Use `/feeds post` to stop it or to choose another channel.
relay-blocked-permissions = { $name } can’t post in { $channel } any more: I don’t have permission. I’ve paused it, and it goes on as soon as I do; `/setup check` shows what’s missing.

# Sources
sources-title = { $count ->
        [one] News from one outlet
       *[other] News from { $count } outlets
    }
sources-none = None of the news here names its outlet.
sources-held = { $articles ->
        [0] { $headlines ->
            [one] one headline
           *[other] { $headlines } headlines
        }
        [one] one article
       *[other] { $articles } articles
    } · newest { $newest }
sources-undated = undated

# Trends
trend-title = “{ $topic }” in the news
trend-compared = In the news, last { $days } days
trend-total = { $total ->
        [one] One mention
       *[other] { $total } mentions
    } in { $days } days
trend-none = Nothing named “{ $topic }” in the last { $days } days.
trend-alt = Mentions of “{ $topic }” per day, { $days }: { $total } in total.
trend-alt-busiest = Most on { $day }: { $mentions }.
trend-alt-peak = Peak on { $day }: { $headline }

# Help
help-title = What I do
help-intro = I answer news questions with the exact sentences that answer them, each linked to its article. If I have nothing on a subject, I say so.
help-ask = { $ask } a question, or mention me with one: “{ $example }”
help-ask-direct = Write me a question, or use { $ask }: “{ $example }”
help-headlines = { $command } lists what’s new.
help-story = { $command } sums up one article in its own sentences.
help-catchup = { $command } tells you alone what happened since you last asked.
help-trend = { $command } draws how often a topic was in the news.
help-watch = { $command } alerts you when a new article answers a question or contains your words.
help-such-as = Try “{ $example }”.
help-sources = { $command } shows which outlets I have.
help-menus = Hold or right-click a message, then *Apps*: *{ $check }* or *{ $related }*
help-own = Your language, your time zone and what I keep about you: { $commands }
help-managing = As someone who manages this server, you can also use these:
help-feeds-add = { $command } follows an outlet for this server.
help-feeds-post = { $command } posts each new story of a feed in a channel.
help-digest-create = { $command } posts the day’s stories in a channel, every day.
help-setup-check = { $command } shows which permissions I’m missing.
help-holding = I have { $articles ->
        [one] one article
       *[other] { $articles } articles
    } from { $outlets ->
        [one] one outlet
       *[other] { $outlets } outlets
    }, up to { $newest }.

# Spans of days, as members may write them for a digest
days-daily = daily
days-weekdays = weekdays
days-weekends = weekends

# Where a span of time begins, in the choices of an option
since-today = today
since-yesterday = yesterday
since-last-7-days = last 7 days
since-last-30-days = last 30 days

# When something goes wrong
error-unforeseen = Something went wrong on my end. It’s in my log as number { $reference }.
error-permission = You need the *Manage Server* permission for that.
error-guild-only = That only works in a server.
error-outlet = I don’t have an outlet called “{ $name }”. Start typing and pick one from the list.
error-date = “{ $text }” isn’t a date. Write it like 2026-11-24.

# What is wrong with a feed, an address, a list of feeds or a posting. The English wording is that of the code, which
# bot/cards/problems.py recognizes by it; a test compares them.
problem-not-fetched = { $address } cannot be fetched: { $problem }
problem-not-a-feed = { $address } cannot be read as a feed: { $problem }
problem-named-not-fetched = The page names { $address }, which cannot be fetched: { $problem }
problem-named-not-a-feed = The page names { $address }, which cannot be read as a feed: { $problem }
problem-no-feed-found = No feed was found at { $address }. { $problem } Try the address of the feed itself.
problem-gone = The server says that it is gone for good (HTTP 410).
problem-login = The server asks for a login (HTTP { $status }).
problem-payment = The server asks for payment (HTTP { $status }).
problem-refused = The server refuses to give it to us (HTTP { $status }).
problem-nothing-there = There is nothing at this address (HTTP { $status }).
problem-too-often = The server says that we ask too often (HTTP { $status }).
problem-legal = The server withholds it for legal reasons (HTTP { $status }).
problem-overloaded = The server is overloaded or being worked on (HTTP { $status }).
problem-server-error = The server reports an error (HTTP { $status }).
problem-no-document = The server gives no document (HTTP { $status }).
problem-redirects = It redirects more than { $count } times.
problem-headers = The server sends too many header lines, interim answers or tiny pieces.
problem-timeout = The server did not answer within { $seconds } seconds.
problem-no-server = There is no server of this name.
problem-certificate = The server's certificate is not valid, or it does not speak HTTPS.
problem-unreachable = The server cannot be reached.
problem-broke-off = The connection broke off before its end.
problem-not-web = The server does not answer as a web server should.
problem-bad-address = It is not a valid web address.
problem-not-http = It is not a web address that begins with http:// or https://.
problem-user-name = It carries a user name or password, which is not supported.
problem-no-internet-address = It leads to an address that is none of the internet's.
problem-private-network = It leads into a private or reserved network, which is not fetched from.
problem-port = It names port { $port }; only { $ports } are used.
problem-compression = It is compressed in a way that is not supported.
problem-damaged = It is damaged: it cannot be unpacked.
problem-cut-off = It broke off before its end.
problem-too-large = It is larger than { $limit } MB.
problem-too-large-feed = It is larger than { $limit } MB, too large for a feed.
problem-too-large-page = It is larger than { $limit } MB, too large for a page.
problem-too-large-list = It is larger than { $limit } MB, too large for a list of feeds.
problem-too-slow = It takes longer to read than its size allows ({ $seconds } seconds), so reading was stopped.
problem-breaks-reader = It makes the program that reads it break down, so it is left alone.
problem-no-reader = The program that reads documents could not be started.
problem-data = It holds data, not text.
problem-empty = It is no feed: it is empty.
problem-neither-xml-nor-json = It is no feed: it is neither XML nor JSON.
problem-web-page = It is no feed: it is a web page.
problem-unreadable-feed = It cannot be read as a feed ({ $kind }).
problem-neither-rss-nor-atom = It is no feed: it is XML or HTML, but neither RSS nor Atom.
problem-tags = It has more than { $limit } tags, too many for a feed.
problem-entries = It has more than { $limit } entries, too many for a feed.
problem-tags-of-entry = One of its entries has more than { $limit } tags, too many for a feed.
problem-nested = It is nested too deeply to be read as JSON.
problem-invalid-json = It is no feed: it begins like a JSON Feed, but is not valid JSON.
problem-json-without-items = It is no feed: it is JSON, but not a JSON Feed with a version and items.
problem-json-version = It is no feed: it is JSON, but its version is not one of JSON Feed.
problem-no-opml = It is no OPML file, which is what feed readers export.
problem-names-no-feeds = It names no feeds.
problem-names-too-many = It names more than { $limit } feeds.
problem-no-html = It holds no HTML.
problem-one-waits = It brings more text than one feed may add in an hour; 1 entry waits for the next polls.
problem-some-wait = It brings more text than one feed may add in an hour; { $count } entries wait for the next polls.
problem-too-long = { $name } is too long: { $kept } characters are kept, { $dropped } dropped.
problem-more-too-long = So it is with { $count } more.
problem-posting-refused = Discord refused it: { $problem }
problem-no-answer = Discord did not answer in time
problem-answered = Discord answered { $status }
problem-thread-gone = its thread is gone
problem-much-since = too much was written in the channel since
problem-message-deleted = a message was deleted that may have been this one

# The commands themselves, as Discord lists them. bot/locales/commands.py says which message belongs to what. Names are
# lower case without spaces and, like a choice’s text, short: 32 characters; descriptions have at most 100.
command-ask = ask
command-ask-description = Ask a question about the news; get quotes with links
command-headlines = headlines
command-headlines-description = List the newest headlines
command-headlines-topic-description = Only headlines that match all these words
command-story = story
command-story-description = Sum up an article in three of its own sentences, with who else reported it
command-trend = trend
command-trend-description = Draw how often up to three topics were in the news, day by day
command-trend-topic-description = The words to count
command-trend-topic2-description = Another topic to compare it with
command-trend-topic3-description = A third topic
command-trend-days-description = How many days back; 30 by default
command-digest = digest
command-digest-description = Post the day’s stories in a channel
command-digest-create = create
command-digest-create-description = Post a digest in a channel on schedule
command-digest-create-name-description = What to call it
command-digest-edit = edit
command-digest-edit-description = Change a digest; options you leave out stay the same
command-digest-pause = pause
command-digest-pause-description = Stop posting a digest for a while
command-digest-resume = resume
command-digest-resume-description = Restart a paused digest
command-digest-list = list
command-digest-list-description = Show this server’s digests
command-digest-delete = delete
command-digest-delete-description = Delete a digest
command-digest-now = now
command-digest-now-description = Show a digest here, right now
command-digest-now-name-description = The digest to show; by default, everything from the last 24 hours
command-digest-why = why
command-digest-why-description = Explain why a story was or wasn’t in the last digest
command-digest-why-headline-description = The story, by one of its headlines
command-digest-why-name-description = Which digest
command-watch = watch
command-watch-description = Get an alert when the news answers something
command-watch-add = add
command-watch-add-description = Get an alert when a new article answers a question or contains some words
command-watch-add-channel-description = The other channel
command-watch-list = list
command-watch-list-description = Show your watches, and this server’s if you can manage it
command-watch-remove = remove
command-watch-remove-description = Stop a watch
command-feeds = feeds
command-feeds-description = The feeds this server follows
command-feeds-add = add
command-feeds-add-description = Follow a feed or a site for this server
command-feeds-add-address-description = The address of a feed or a site, or several separated by spaces; leave empty to choose from a list
command-feeds-list = list
command-feeds-list-description = Show the feeds this server follows, and any errors
command-feeds-remove = remove
command-feeds-remove-description = Stop following a feed; its articles are deleted unless others follow it
command-feeds-pause = pause
command-feeds-pause-description = Stop reading a feed for now; its articles are kept
command-feeds-resume = resume
command-feeds-resume-description = Start reading a paused feed again
command-feeds-test = test
command-feeds-test-description = Show the three newest entries of a feed without following it
command-feeds-import = import
command-feeds-import-description = Follow all feeds in an OPML file, or a text file with one per line
command-feeds-export = export
command-feeds-export-description = Get the feeds this server follows as an OPML file, for any feed reader
command-feeds-post = post
command-feeds-post-description = Post each new story of a feed in a channel; without a feed, see and stop what posts
command-feeds-post-feed-description = Start typing and pick one; leave empty to see, and stop, what posts by itself
command-feeds-post-channel-description = Where to post; by default, here
command-sources = sources
command-sources-description = Show which outlets there are, and how recent their news is
command-setup = setup
command-setup-description = Check whether I can work here
command-setup-check = check
command-setup-check-description = Show every permission I’m missing, by channel
command-catchup = catchup
command-catchup-description = What happened since you last asked, for you alone
command-catchup-since-description = Since then instead: today, yesterday, last 7 days, or a date such as 2026-11-24
command-settings = settings
command-settings-description = Choose your language and time zone; for moderators, what applies to this server
command-privacy = privacy
command-privacy-description = What I keep about you
command-privacy-about = about
command-privacy-about-description = Read what I keep about you, and for how long
command-privacy-export = export
command-privacy-export-description = Get everything I keep about you as a file
command-privacy-delete = delete
command-privacy-delete-description = Delete everything I keep about you
command-help = help
command-help-description = What you can do with this bot here, and what news it has

option-question = question
option-question-description = What you want to know
option-source = source
option-source-description = Only this outlet
option-since = since
option-since-description = Only news since then: today, yesterday, last 7 days, or a date such as 2026-11-24
option-private = private
option-private-description = Show the answer only to you
option-topic = topic
option-topic-description = Only articles that contain all these words
option-topic2 = topic2
option-topic3 = topic3
option-headline = headline
option-headline-description = Start typing and pick one
option-days = days
option-days-description = daily (default), weekdays, weekends, or days such as mon, wed, fri
option-channel = channel
option-channel-description = Where to post it
option-time = time
option-time-description = Time of day, such as 08:00
option-timezone = timezone
option-timezone-description = Start typing a city
option-sources = sources
option-sources-description = Only these outlets, separated by commas
option-length = length
option-length-description = The most stories to include
option-mention = mention
option-mention-description = A role to mention
option-no-mention = no_mention
option-no-mention-description = Stop mentioning a role
option-thread = thread
option-thread-description = Open a thread for each posting
option-publish = publish
option-publish-description = In an announcement channel: publish to the servers that follow it
option-quiet = quiet
option-quiet-description = What to do on a day without news
option-name = name
option-name-description = Which one
option-new-name = new_name
option-new-name-description = A new name for it
option-what = what
option-what-description = A question, such as “When does the bridge reopen?”, or words an article must contain
option-where = where
option-where-description = Where to post alerts; by default here if you can manage the server, else in a direct message
option-watch = watch
option-watch-description = Which one: start typing its words
option-address = address
option-address-description = The address of a feed or a site
option-notices = notices
option-notices-description = Where I post a notice if a feed stops working; by default, here
option-feed = feed
option-feed-description = Start typing and pick one
option-file = file
option-file-description = An export from your feed reader
option-only-with = only_with
option-only-with-description = Only stories with one of these words or phrases, separated by commas
option-not-with = not_with
option-not-with-description = No stories with any of these words or phrases, separated by commas

choice-line = say so in one line
choice-skip = post nothing
choice-this-channel = this channel
choice-another-channel = another channel
choice-direct-message = direct message

menu-check-against-the-news = Check against the news
menu-find-related-news = Find related news
