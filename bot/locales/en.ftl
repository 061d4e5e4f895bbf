# Every sentence that members see, in English. Values are in braces. To add a language, copy this file to its
# two-letter name and translate what is to the right of the equals signs.

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
story-copies = Same text at { $outlets }
answer-closing = I’m restarting and couldn’t get to your question. Please ask again in a minute.
answer-expired = The buttons on this card have expired. Ask again for a new one.
answer-only-asker = Only the person who asked can remove this.
answer-thanks = Thanks! This helps measure how good my answers are.
answer-reply-withheld = Discord doesn’t show me the text of that reply. Press *Ask a follow-up* under the answer, or mention me with your question.
answer-mention-empty = Mention me with a question about the news, such as “When does the bridge reopen?”

button-follow-up = Ask a follow-up
button-paragraph = Show the paragraph
button-more = More quotes
button-helpful = 👍
button-unhelpful = 👎
button-remove = Remove
button-newer = Newer
button-older = Older
button-ask-about = Ask about this

modal-follow-up = Ask a follow-up
modal-about = Ask about this story
modal-question = Your question
modal-question-hint = And when did that happen?
button-watch = Watch this question
button-any-time = Any time
button-as-typed = Search for “{ $words }”

# How a request was read
read-time = { $words }: { $days }
read-outlet = Only from { $outlets }
read-elsewhere = I don’t follow { $outlets } here.
read-spelling = Showing results for *{ $words }*
read-nearest = Nothing from that time. The nearest before it, from { $day }:
read-newest = Nothing newer than { $day }:
list-or = { " or " }

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
no-news-manager = I don’t have any news yet. Use `/feeds add` to follow an outlet for this server: give it the address of a news site or a feed. Whoever runs me can add news for every server with `nutgraf feeds add` or `nutgraf ingest`.
no-news-member = I don’t have any news yet. Ask a moderator of this server to follow an outlet with `/feeds add`.
no-news-waiting-manager = I don’t have any news yet, although this server follows feeds. New articles arrive within a few minutes; `/feeds list` shows when each feed was last read and any errors.
no-news-waiting-member = I don’t have any news yet. This server follows feeds, but nothing has come in so far. Try again in a few minutes, or ask a moderator to check `/feeds list`.
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

# Stories
story-unknown = I don’t have an article with that headline. Start typing and pick one from the list.
story-closest = The closest headlines:
story-headline-only = I only have this headline, not the article.
story-also = Also reported by

# Digests
digest-late = Late: this was due at { $due }.
digest-span = From { $from } to { $to }
digest-quiet = A quiet day: no new stories.
digest-part = { $name }, part { $part } of { $parts }
digest-also = Also: { $outlets }
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
digest-exists = This server already has a digest called “{ $name }”. Choose another name, or delete that one first.
digest-too-many = This server already has { $limit } digests, the maximum. Delete one first.
digest-needs = A digest needs both `channel` and `time`. Leave out both to fill in a form instead.
digest-bad-time = “{ $time }” isn’t a time of day. Write it like 08:00 or 17:30.
digest-bad-zone = I don’t know the time zone “{ $zone }”. Start typing a city and pick one from the list.
digest-bad-days = “{ $days }” isn’t a list of weekdays. Write it like mon, wed, fri, or use daily, weekdays or weekends.
digest-bad-channel = Choose a text, announcement or forum channel, or a thread in this server.
digest-cannot-send = I don’t have permission to post in { $channel }. Allow me to { $missing } there, then try again.
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
watch-needs-manage = You need the *Manage Server* permission to add a watch to a channel. Choose *direct message*, and I’ll write to you privately.
watch-only-direct = I can only send you direct messages here. Choose *direct message*, or add the watch in a server.
watch-which-channel = Choose the channel I should post in.
watch-no-channel = I can’t post in { $channel }. Choose a text channel.
watch-closed = I can’t send you direct messages. Allow direct messages from this server, then try again.
button-watch-stop = Stop this watch

permission-view-channel = see the channel
permission-send-messages = send messages
permission-send-messages-in-threads = send messages in threads
permission-create-public-threads = create public threads
permission-attach-files = attach files
permission-read-message-history = read the message history

# Setup
setup-title = Setup check
setup-fine = Everything is set up correctly.
setup-channel-fine = { $channel }: OK
setup-missing = { $channel }: allow me to { $missing }. I can’t post there until you do.
setup-advised = { $channel }: allow me to { $missing }. I use it for { $what }.
setup-gone = Digest “{ $name }”: its channel was deleted. Choose another with `/digest edit`.
setup-refused = Digest “{ $name }”: Discord doesn’t let me post in { $channel }, although I seem to have every permission. I’ll keep trying.
setup-for-history = making sure nothing is posted twice after a failure
setup-for-files = pictures

# Feeds
feeds-title = Feeds in this server ({ $count } of { $limit })
feeds-none = This server doesn’t follow any feeds yet. Use `/feeds add` with the address of a site or a feed.
feeds-public = { $count ->
        [one] One more feed is
       *[other] { $count } more feeds are
    } available to every server.
feeds-added = Now following { $name }. You’ll be able to find its news in a minute or two.
feeds-known = This server already follows { $name }.
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
button-previous = Previous
button-next = Next

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
trend-total = { $total ->
        [one] One mention
       *[other] { $total } mentions
    } in { $days } days
trend-none = Nothing named “{ $topic }” in the last { $days } days.

# Help
help-title = What I do
help-body =
    I answer news questions with the exact sentences that answer them, each linked to its article. If I have nothing on a subject, I say so.
    - `/ask` a question, mention me with one, or send me a direct message
    - `/headlines` lists what’s new; `/story` sums up one article in its own sentences
    - `/trend` draws how often a topic was in the news; `/sources` shows which outlets I have
    - `/digest create` posts the day’s stories in a channel, every day
    - `/watch add` alerts you when a new article answers a question or contains your words
    - `/feeds add` follows an outlet for this server
help-holding = I have { $articles ->
        [one] one article
       *[other] { $articles } articles
    } from { $outlets ->
        [one] one outlet
       *[other] { $outlets } outlets
    }, up to { $newest }.

# When something goes wrong
error-unforeseen = Something went wrong on my end. It’s in my log as number { $reference }.
error-permission = You need the *Manage Server* permission for that.
error-guild-only = That only works in a server.
error-outlet = I don’t have an outlet called “{ $name }”. Start typing and pick one from the list.
error-date = “{ $text }” isn’t a date. Write it like 2026-11-24.
