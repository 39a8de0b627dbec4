using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Tests.Contracts;

/// <summary>A line as a person sees it in a chat: the words, and the labels of the buttons under it.</summary>
public sealed record SeenLine(string Words, IReadOnlyList<string> Buttons);

/// <summary>A messenger with somebody on its far side.</summary>
public interface IMessengerWorld : IAsyncDisposable
{
    /// <summary>The messenger under test.</summary>
    IMessenger Messenger { get; }

    /// <summary>The private chat of somebody who can be reached.</summary>
    Place Ada { get; }

    /// <summary>A place of this messenger where nobody is.</summary>
    Place Nowhere { get; }

    /// <summary>Whether the messenger knows which places there are; otherwise it takes what is sent to any.</summary>
    bool KnowsPlaces => true;

    /// <summary>What the bot's lines in Ada's chat are now, oldest first, edits and deletions applied.</summary>
    Task<IReadOnlyList<SeenLine>> Seen();
}

/// <summary>What the outbox relies on with every messenger. A messenger binds it by saying how its world is opened.</summary>
public abstract class MessengerContract : IAsyncLifetime
{
    /// <summary>Characters that are many for every messenger, also for one without a limit.</summary>
    private const int Longest = 100_000;

    private IMessengerWorld world = null!;
    private long last;

    /// <summary>Opens a world in which the bot has not written anything yet.</summary>
    protected abstract Task<IMessengerWorld> Open();

    public async ValueTask InitializeAsync() => world = await Open();

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Its_name_is_the_one_in_its_places()
    {
        Assert.Equal(world.Messenger.Name, world.Ada.Messenger);
        Assert.True(world.Messenger.Capabilities.MaxText >= 1000);
        Assert.True(world.Messenger.Capabilities.Pace.ChatBurst >= 1);
    }

    [Fact]
    public async Task What_is_sent_is_seen_as_it_was_written()
    {
        var ids = await Sent(Say("Grüße 👋 <b>1 < 2</b> & *_[x](y)", "Ja", "Nein"));
        Assert.Single(ids);
        var line = Assert.Single(await world.Seen());
        Assert.Equal("Grüße 👋 <b>1 < 2</b> & *_[x](y)", line.Words);
        Assert.Equal(["Ja", "Nein"], line.Buttons);
    }

    [Fact]
    public async Task Lines_keep_their_order()
    {
        for (var i = 0; i < 10; i++)
            await Sent(Say($"Zeile {i}"));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"Zeile {i}"), (await world.Seen()).Select(l => l.Words));
    }

    [Fact]
    public async Task An_edit_takes_the_place_of_the_line_with_its_buttons()
    {
        var ids = await Sent(Say("Alt", "Ja") with { Ref = "card:1" });
        await Sent(Say("Danach"));
        Assert.Equal(ids, await Sent(Say("Neu", "Doch") with { Ref = "card:1", Act = Act.Edit }, ids));
        Assert.Equal(["Neu", "Danach"], (await world.Seen()).Select(l => l.Words));
        Assert.Equal(["Doch"], (await world.Seen())[0].Buttons);
        await Sent(Say("Ohne Tasten") with { Ref = "card:1", Act = Act.Edit }, ids);
        Assert.Empty((await world.Seen())[0].Buttons);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_is_done()
    {
        var ids = await Sent(Say("Gleich", "Ja") with { Ref = "card:1" });
        Assert.Equal(ids, await Sent(Say("Gleich", "Ja") with { Ref = "card:1", Act = Act.Edit }, ids));
        Assert.Single(await world.Seen());
    }

    [Fact]
    public async Task An_edit_of_what_was_never_sent_sends_it()
    {
        await Sent(Say("Karte") with { Ref = "card:1", Act = Act.Edit });
        Assert.Equal("Karte", Assert.Single(await world.Seen()).Words);
    }

    [Fact]
    public async Task A_deleted_line_is_gone_and_deleting_it_again_is_no_fault()
    {
        var ids = await Sent(Say("Weg") with { Ref = "card:1" });
        await Sent(Say("Bleibt"));
        await Sent(Say("") with { Ref = "card:1", Act = Act.Delete }, ids);
        Assert.Equal("Bleibt", Assert.Single(await world.Seen()).Words);
        Assert.IsType<Delivery.Sent>(await Deliver(Say("") with { Ref = "card:1", Act = Act.Delete }, ids));
    }

    [Fact]
    public async Task A_text_over_the_limit_arrives_whole_with_the_buttons_at_its_end()
    {
        var sentence = "Das ist ein Satz mit Umlauten: äöü. ";
        var limit = world.Messenger.Capabilities.MaxText;
        var words = string.Concat(Enumerable.Repeat(sentence, Math.Min(limit, Longest) * 2 / sentence.Length));
        var ids = await Sent(Say(words, "Ja"));
        Assert.Equal(limit < words.Length, ids.Count > 1);
        var seen = await world.Seen();
        Assert.Equal(ids.Count, seen.Count);
        Assert.Equal(Dense(words), Dense(string.Concat(seen.Select(l => l.Words))));
        Assert.All(seen, l => Assert.True(l.Words.Length <= limit));
        Assert.Equal(["Ja"], seen[^1].Buttons);
        Assert.All(seen.SkipLast(1), l => Assert.Empty(l.Buttons));
    }

    [Fact]
    public async Task A_place_where_nobody_is_is_an_outcome_and_no_exception()
    {
        var delivery = await Deliver(Say("x") with { To = world.Nowhere });
        if (world.KnowsPlaces)
            Assert.True(delivery is Delivery.Unreachable or Delivery.Refused, delivery.ToString());
        else
            Assert.IsType<Delivery.Sent>(delivery);
        Assert.Empty(await world.Seen());
    }

    [Fact]
    public async Task A_delivery_that_is_tried_again_stands_there_once_only_where_the_messenger_says_so()
    {
        var first = await Sent(Say("Doppelt?"));
        last--;
        var again = await Sent(Say("Doppelt?"));
        var isIdempotent = world.Messenger.Capabilities.Idempotent;
        Assert.Equal(isIdempotent, first.SequenceEqual(again));
        Assert.Equal(isIdempotent ? ["Doppelt?"] : ["Doppelt?", "Doppelt?"], (await world.Seen()).Select(l => l.Words));
    }

    [Fact]
    public async Task A_line_may_stand_under_one_that_is_gone()
    {
        var ids = await Sent(Say("Frage") with { Ref = "card:1" });
        await Sent(Say("") with { Ref = "card:1", Act = Act.Delete }, ids);
        await Sent(Say("Antwort") with { Under = "card:1" }, ids);
        Assert.Equal("Antwort", Assert.Single(await world.Seen()).Words);
    }

    private async Task<IReadOnlyList<string>> Sent(Outbound message, IReadOnlyList<string>? ids = null) =>
        Assert.IsType<Delivery.Sent>(await Deliver(message, ids)).Ids;

    private Task<Delivery> Deliver(Outbound message, IReadOnlyList<string>? ids = null) =>
        world.Messenger.Deliver(message, ++last, ids ?? [], CancellationToken.None);

    private Outbound Say(string words, params string[] labels) =>
        new()
        {
            To = world.Ada,
            Lines = [Text.Plain(words)],
            Buttons =
                labels.Length == 0
                    ? []
                    :
                    [
                        [.. labels.Select(l => new Button(Text.Plain(l), $"1:x:{l}:"))],
                    ],
        };

    private static string Dense(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
