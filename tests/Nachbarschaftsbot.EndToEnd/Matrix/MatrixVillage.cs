using System.Text.RegularExpressions;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>The tests that share one village: a homeserver takes longer to start than a test takes.</summary>
[CollectionDefinition]
public sealed class MatrixVillages : ICollectionFixture<MatrixVillage>;

/// <summary>
/// A Quartier that lives in Matrix, for all tests of a collection: Mara runs it and reads the cards in a room, Moni moderates with her, Ada is
/// a neighbour. Made by the first test that asks for it.
/// </summary>
public sealed class MatrixVillage : IAsyncDisposable
{
    private static readonly string Invited = string.Join(
        ", ",
        ((string[])["mara", "moni", "ada", "carl"]).Select(n => $"@{n}:{Synapse.Name}")
    );

    private readonly List<MatrixPerson> people = [];
    private MatrixHouse? house;

    internal MatrixHouse House => house!;
    internal MatrixPerson Mara { get; private set; } = null!;
    internal MatrixPerson Moni { get; private set; } = null!;
    internal MatrixPerson Ada { get; private set; } = null!;

    /// <summary>The direct chats with the bot.</summary>
    internal string MaraChat { get; private set; } = "";
    internal string MoniChat { get; private set; } = "";
    internal string AdaChat { get; private set; } = "";

    /// <summary>Where the cards are.</summary>
    internal string Desk { get; private set; } = "";

    /// <summary>Makes it the first time; later everybody only goes on from here.</summary>
    internal async Task Settle()
    {
        foreach (var person in people)
            person.Forget();
        if (house is not null)
            return;
        house = await MatrixHouse.Open(Way.Sync, ("Matrix__AllowInvitesFrom", Invited));
        (Mara, MaraChat) = await Neighbour("Mara");
        Desk = await house.Desk(Mara, MaraChat);
        (Moni, MoniChat) = await Neighbour("Moni");
        await Moderates(Moni, MoniChat);
        (Ada, AdaChat) = await Neighbour("Ada");
    }

    /// <summary>Somebody the bot does not know; their client ends with the village.</summary>
    internal async Task<MatrixPerson> Stranger(string name)
    {
        var person = await House.Homeserver.Person(name);
        people.Add(person);
        return person;
    }

    /// <summary>Somebody joins; their client ends with the village.</summary>
    internal async Task<(MatrixPerson Person, string Chat)> Neighbour(string name)
    {
        var (person, chat) = await House.Neighbour(name);
        people.Add(person);
        return (person, chat);
    }

    /// <summary>Ada asks for help; gives the card in the room.</summary>
    internal async Task<MatrixSeen> AdaAsks(string words)
    {
        await Ada.Asks(AdaChat, words);
        return await Mara.Await(
            e => e.Room == Desk && e.Edits is null && e.Body.Contains("Anfrage von Ada") && e.Body.Contains(words),
            $"the card \"{words}\"",
            all: true
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people)
            await person.DisposeAsync();
        if (house is not null)
            await house.DisposeAsync();
    }

    private async Task Moderates(MatrixPerson person, string chat)
    {
        await Mara.Says(MaraChat, "!rolle");
        await Mara.Sees(MaraChat, "Möchten Sie eine Rolle vergeben?");
        await Mara.Chooses(MaraChat, "Rolle vergeben: Moderation");
        var told = await Mara.Sees(MaraChat, "Code für die Rolle Moderation");
        var code = Regex.Match(told.Body, "(?m)^[A-Z0-9]{8}\r?$").Value;
        await person.Says(chat, $"!rolle {code}");
        await person.Sees(chat, "neue Rolle: Moderation");
        await Mara.Call("invite", Desk, person.Id);
        await Mara.Joined(Desk, person.Id);
    }
}
