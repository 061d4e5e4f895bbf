# Every sentence that members see, in English. Values stand in braces. To add a language, copy this file to its
# two-letter name and translate what stands right of the equals signs.

# Answers
answer-none = I have nothing on that.
answer-closest = The closest headlines:
answer-empty-question = Ask me a question about the news, such as “When does the bridge reopen?”
answer-no-words = I need a few more words to look for. Try a name, a place or a thing.
answer-empty-archive = I hold no news yet. Whoever runs me can add some with “nutgraf ingest” on the server.
answer-stale = Nothing newer than { $date } answers this.
answer-undated = None of this has a date, so it may be old.
answer-evidence = Evidence from { $from } to { $to }
answer-evidence-day = Evidence from { $from }
answer-follows = Follow-up to “{ $question }”
answer-disagree = Outlets differ on { $about }: { $values }
answer-no-more = That was all I found.
answer-changed = This article has changed since I quoted it. Ask again for its newest words.
first-seen = first seen { $when }
updated = updated { $when }
story-copies = The same text also at { $outlets }
answer-expired = This card is too old for its buttons. Ask again for a fresh one.
answer-only-asker = Only the member who asked can remove this.
answer-thanks = Thank you. That helps to measure how good the answers are.
answer-removed = Removed.
answer-reply-withheld = Discord does not show me the text of that reply. Press *Ask a follow-up* under the answer, or mention me with your question.
answer-mention-empty = Ask me a question about the news right after the mention.

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

# Headlines
headlines-title = Headlines
headlines-of = Headlines of { $source }
headlines-topic = Headlines on “{ $topic }”
headlines-none = No headlines match that.
headlines-page = Page { $page } of { $pages } · { $total } headlines
headlines-ask = Ask about…
headlines-only = headline only
source-unknown = outlet unknown

# Stories
story-unknown = I have no article with that headline. Start typing and pick one from the list.
story-headline-only = I hold only this headline, not the article.
story-also = Also reported by

# Digests
digest-title = { $name }
digest-late = Late: this was due at { $due }.
digest-span = From { $from } to { $to }
digest-quiet = A quiet day: nothing new was published.
digest-also = Also: { $outlets }
digest-created = Digest “{ $name }” is set: { $when } in { $channel }. The next one comes { $next }.
digest-list = Digests of this server
digest-list-empty = This server has no digests yet. `/digest create` makes one.
digest-deleted = Digest “{ $name }” is deleted.
digest-unknown = There is no digest called “{ $name }” here. `/digest list` shows them.
digest-exists = There is already a digest called “{ $name }”. Choose another name, or delete that one first.
digest-too-many = This server already has { $limit } digests, which is the limit. Delete one first.
digest-bad-time = “{ $time }” is not a time of day. Write it as 08:00 or 17:30.
digest-bad-zone = “{ $zone }” is not a time zone I know. Start typing a city and pick one from the list.
digest-bad-days = “{ $days }” are not days of the week. Write them as mon, wed, fri, or daily, weekdays, weekends.
digest-cannot-send = I may not post in { $channel }. Allow me to { $missing } there, then try again.
digest-weekdays = Monday to Friday
digest-weekends = Saturdays and Sundays
digest-every = { $days } at { $time } ({ $zone })
digest-daily = daily at { $time } ({ $zone })
digest-last-failed = last one failed: { $reason }
digest-default-name = News digest
digest-now-title = Right now

permission-view-channel = see the channel
permission-send-messages = send messages

# Feeds
feeds-title = Feeds of this server ({ $count } of at most { $limit })
feeds-none = This server follows no feeds yet. `/feeds add` takes the address of a feed or of a site.
feeds-public = { $count ->
        [one] One more feed is
       *[other] { $count } more feeds are
    } here for everybody.
feeds-added = Now following { $name }. Its news can be found in a minute or two.
feeds-known = { $name } is followed already.
feeds-removed = No longer following { $name }.
feeds-now-paused = { $name } is paused. What it brought stays.
feeds-now-resumed = { $name } is read again.
feeds-unknown = This server follows no feed called “{ $name }”. Start typing and pick one from the list.
feeds-too-many = This server follows { $limit } feeds, which is the limit. Remove one first.
feeds-several = That site has { $count } feeds. Which one?
feeds-several-of = { $address } has { $count } feeds. Add it alone to choose one.
feeds-choose = Pick a feed
feeds-articles = { $articles ->
        [one] one article
       *[other] { $articles } articles
    }
feeds-paused = paused
feeds-gone = gone for good
feeds-waiting = not read yet
feeds-read = read { $when }
feeds-error = { $failures ->
        [0] it goes wrong
        [one] failed once
       *[other] failed { $failures } times
    }: { $error }
feeds-test = A feed of { $entries ->
        [one] one entry
       *[other] { $entries } entries
    }. You are not following it yet.
feeds-test-text = { $paragraphs ->
        [one] one paragraph
       *[other] { $paragraphs } paragraphs
    } of text
feeds-test-undated = no date
feeds-test-empty = It holds no entries now.
feeds-test-others = The site has { $count ->
        [one] one more feed
       *[other] { $count } more feeds
    }.
feeds-report = { $count ->
        [one] One address
       *[other] { $count } addresses
    }
feeds-report-more = and { $count } more, all of them in the file
feeds-exported = { $count ->
        [one] One feed
       *[other] { $count } feeds
    }, for any feed reader
feeds-import-unreadable = That file cannot be used. { $reason }
feeds-import-large = It is too large for a list of feeds.
feed-failing = I cannot read { $name } any more: it has failed { $failures } times since { $since }. { $error } I go on trying once a day; `/feeds remove` ends that.
feed-gone = { $name } is gone for good, its server says, so I do not ask for it any more. What it brought stays.
button-previous = Previous
button-next = Next

# Sources
sources-title = { $count ->
        [one] News of one outlet
       *[other] News of { $count } outlets
    }
sources-none = I hold no news yet.
sources-held = { $articles ->
        [0] { $headlines ->
            [one] one headline
           *[other] { $headlines } headlines
        }
        [one] one article
       *[other] { $articles } articles
    } · newest { $newest }
sources-undated = without a date

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
    I answer news questions with the exact sentences that answer them, each linked to its article. When I hold nothing on something, I say so.
    - `/ask` a question, or mention me with one, or write to me directly
    - `/headlines` lists what is new; `/story` sums up one article in its own sentences
    - `/trend` draws how often a topic was in the news; `/sources` shows whose news I hold
    - `/digest create` posts the day’s stories into a channel, every day
    - `/feeds add` follows an outlet: its news is then for this server
help-holding = I hold { $articles ->
        [one] one article
       *[other] { $articles } articles
    } of { $outlets ->
        [one] one outlet
       *[other] { $outlets } outlets
    }, up to { $newest }.
help-holding-none = I hold no news yet.

# When something goes wrong
error-unforeseen = Something went wrong on my side. It is in my log under number { $reference }.
error-permission = You need the right to *Manage Server* for that.
error-guild-only = That works only in a server.
error-outlet = I hold no outlet called “{ $name }”. Start typing and pick one from the list.
error-date = “{ $text }” is not a date. Write it as 2026-11-24.
