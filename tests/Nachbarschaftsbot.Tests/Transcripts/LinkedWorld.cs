using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Three rooms of the Lindenviertel on three messengers, with people in them and somebody who moderates all.</summary>
internal sealed class LinkedWorld : IAsyncDisposable
{
    private int _ids;

    private LinkedWorld(Hood hood, Actor mona) => (Hood, Mona) = (hood, mona);

    public Hood Hood { get; }

    /// <summary>Moderates.</summary>
    public Actor Mona { get; }

    public Corner Telegram => Hood.At(new Place("telegram", "-100777", null, PlaceKind.Group));

    public Corner Matrix => Hood.At(new Place("matrix", "!linden:example.org", null, PlaceKind.Group));

    public Corner Teams => Hood.At(new Place("teams", "19:linden@thread.tacv2", null, PlaceKind.Group));

    /// <summary>Three rooms that are bound and not linked yet.</summary>
    public static async Task<LinkedWorld> Start()
    {
        var hood = await Hood.Start();
        var world = new LinkedWorld(hood, await hood.Moderator("Mona"));
        foreach (var corner in (Corner[])[world.Telegram, world.Matrix, world.Teams])
            await world.Bind(corner, ChannelPurpose.Neighbourhood);
        return world;
    }

    /// <summary>Three rooms that are linked; the notices are read.</summary>
    public static async Task<LinkedWorld> Linked()
    {
        var world = await Start();
        await world.LinkByCode(world.Telegram, world.Matrix);
        await world.LinkByCode(world.Telegram, world.Teams);
        world.Look();
        return world;
    }

    public Task Bind(Corner corner, ChannelPurpose purpose) => Hood.Bind(corner, purpose);

    /// <summary>Makes a code in one room and says it in the other.</summary>
    public async Task LinkByCode(Corner one, Corner other)
    {
        await Mona.Says("/raum_verbinden", one);
        await Mona.Taps("Code für anderen Raum machen", one);
        await Mona.Says($"/raum_verbinden {CodeIn(one)}", other);
    }

    /// <summary>The code that stands in a room.</summary>
    public static string CodeIn(Corner corner) => corner.Last.Split("/raum_verbinden ")[1][..8];

    /// <summary>Somebody says something in a room.</summary>
    /// <returns>The messenger's id of it.</returns>
    public async Task<string> Says(
        Corner at,
        string name,
        string words,
        string? answers = null,
        Media? media = null,
        string? id = null
    )
    {
        id ??= $"m{++_ids}";
        var posted = new Content.Posted(id, Rich.Of(words), media);
        await Hood.Turn.Take(new($"linked:{++_ids}", at.Place, SenderOf(at, name), posted, answers, id));
        return id;
    }

    /// <summary>Something else happens to a message.</summary>
    public Task<TurnResult> Take(Corner at, string name, Content content, string? about = null) =>
        Hood.Take(at.Place, SenderOf(at, name), content, about);

    public static Sender SenderOf(Corner at, string name) => new(new(at.Place.Messenger, $"konto-{name}"), name, "de");

    /// <summary>Our own id of the last carried message in a room.</summary>
    public static string RefIn(Corner corner) =>
        corner.Messages.Last(m => m.Ref?.StartsWith("carried:", StringComparison.Ordinal) == true).Ref!;

    /// <summary>What stands in all rooms is read.</summary>
    public void Look()
    {
        foreach (var corner in (Corner[])[Telegram, Matrix, Teams])
            corner.Clear();
    }

    public ValueTask DisposeAsync() => Hood.DisposeAsync();
}
