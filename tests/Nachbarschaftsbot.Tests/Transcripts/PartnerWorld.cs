using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Two Quartiere of one house, each with its own moderation group, moderator and operator.</summary>
internal sealed class PartnerWorld : IAsyncDisposable
{
    private PartnerWorld(Hood hood) => Hood = hood;

    public Hood Hood { get; }

    /// <summary>Runs the Lindenviertel.</summary>
    public Actor Olga { get; private set; } = null!;

    /// <summary>Moderates the Lindenviertel.</summary>
    public Actor Lena { get; private set; } = null!;

    /// <summary>Moderates the Hafenviertel.</summary>
    public Actor Hanna { get; private set; } = null!;

    /// <summary>Runs the Hafenviertel.</summary>
    public Actor Ole { get; private set; } = null!;

    /// <summary>Lives in the Lindenviertel.</summary>
    public Actor Ada { get; private set; } = null!;

    /// <summary>Lives in the Hafenviertel.</summary>
    public Actor Ben { get; private set; } = null!;

    /// <summary>The moderation group of the Lindenviertel.</summary>
    public Corner Linden => Hood.Moderation;

    /// <summary>The moderation group of the Hafenviertel.</summary>
    public Corner Hafen => Hood.Group("-100501");

    /// <summary>The group for everybody of the Hafenviertel.</summary>
    public Corner HafenNeighbours => Hood.Group("-100601");

    public static string Pair => Core.Nachbarquartiere.Partnership.IdOf(Hood.Lindenviertel.Id, Hood.Hafen.Id);

    public static async Task<PartnerWorld> Start(bool releaseFirst = false, string hafenLanguage = "de")
    {
        var hood = await Hood.Start(releaseFirst);
        var world = new PartnerWorld(hood);
        await hood.Put(Quartier.Kind, Hood.Hafen with { ReleaseFirst = releaseFirst });
        await world.Bind(world.Hafen, ChannelPurpose.Moderation, hafenLanguage);
        world.Olga = await world.Person("Olga", Hood.Lindenviertel, Role.Operator);
        world.Lena = await world.Person("Lena", Hood.Lindenviertel, Role.Moderator);
        world.Ole = await world.Person("Ole", Hood.Hafen, Role.Operator, hafenLanguage);
        world.Hanna = await world.Person("Hanna", Hood.Hafen, Role.Moderator, hafenLanguage);
        world.Ada = await world.Person("Ada", Hood.Lindenviertel, null);
        world.Ben = await world.Person("Ben", Hood.Hafen, null, hafenLanguage);
        return world;
    }

    /// <summary>Two Quartiere that agreed already.</summary>
    public static async Task<PartnerWorld> Agreed(string hafenLanguage = "de")
    {
        var world = await Start(hafenLanguage: hafenLanguage);
        await world.Agree();
        return world;
    }

    /// <summary>Both sides have agreed.</summary>
    public Task Agree(Sharables shares = Sharables.Requests | Sharables.Offers, int hours = 24) =>
        Hood.Put(
            Core.Nachbarquartiere.Partnership.Kind,
            new Core.Nachbarquartiere.Partnership
            {
                Id = Pair,
                Proposer = Hood.Lindenviertel.Id,
                Asked = Hood.Hafen.Id,
                State = PartnershipState.Agreed,
                Shares = shares,
                WaitHours = hours,
                Since = Hood.Now,
            }
        );

    public Task<Partnership?> Partnership() => Hood.Find(Core.Nachbarquartiere.Partnership.Kind, Pair);

    /// <summary>Olga proposes through the form.</summary>
    public async Task Propose(string partner = "Hafenviertel")
    {
        await Olga.Says("/nachbarquartiere");
        await Olga.Taps("Einem Quartier vorschlagen");
        await Olga.Says(partner);
        await Olga.Says("Anfragen, Angebote");
        await Olga.Taps("24 Stunden");
        await Olga.Taps("Vorschlag senden");
    }

    /// <summary>Ada asks for help through the form, one question after the other, and sends it.</summary>
    public async Task AdaAsks(string calm = "Es eilt nicht")
    {
        await HelpRequestAsking.Draft(Ada, "nächsten Freitag um 15 Uhr", calm: calm);
        if (calm != "Es eilt nicht")
            await Ada.Taps("Ich wähle selbst aus");
        await Ada.Taps("Anfrage absenden");
    }

    public Task Bind(Corner corner, ChannelPurpose purpose, string language = "de") =>
        Hood.Put(
            Channel.Kind,
            new Channel
            {
                Id = corner.Place.Key,
                Place = corner.Place,
                Quartier = Hood.Hafen.Id,
                Purpose = purpose,
                Language = language,
            }
        );

    public async Task<Actor> Person(string name, Quartier home, Role? role, string language = "de")
    {
        var actor = Hood.Stranger(name, language);
        await Hood.Put(
            Core.Neighbours.Person.Kind,
            actor.AsPerson() with
            {
                Quartier = home.Id,
                Quiet = new QuietHours(0, 0),
                Roles = role is { } given ? [new RoleIn(home.Id, given)] : [],
            }
        );
        await Hood.Put(AccountLink.Kind, new AccountLink { Id = actor.Account.Key, Person = actor.PersonId });
        return actor;
    }

    public Task Hours(int hours) => Hood.Advance(Duration.FromHours(hours));

    public ValueTask DisposeAsync() => Hood.DisposeAsync();
}
