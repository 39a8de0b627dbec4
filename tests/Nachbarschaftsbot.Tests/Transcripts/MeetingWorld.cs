using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Meetings;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Tests.Meetings;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A neighbourhood in which a feature of a test puts meetings into the book.</summary>
internal static class MeetingWorld
{
    /// <summary>Thursday, 3 December 2026, 18:00 in Berlin.</summary>
    public static readonly Instant Start = Instant.FromUtc(2026, 12, 3, 17, 0);

    /// <summary>The meetings that were moved or cancelled by a person, as the feature hears of them.</summary>
    public static async Task<(Hood Hood, List<string> Heard)> Open()
    {
        List<string> heard = [];
        var hood = await Hood.Start(also: registry =>
            registry.OnMeetingChanged["test"] = (call, meeting) => heard.Add(meeting)
        );
        await hood.Put(Core.Quartiere.Channel.Kind, Working(hood));
        return (hood, heard);
    }

    /// <summary>The working channel of the professionals.</summary>
    public static Corner Channel(Hood hood) => hood.Group("-100700");

    /// <summary>Runs a decision as a feature would, in the name of somebody.</summary>
    public static async Task Decide(Hood hood, Actor actor, Action<Call> decide)
    {
        var registry = new Registry();
        foreach (var name in (string[])["pruefen"])
            registry.Add(new CommandSpec(name, Who.Everyone, Where.Anywhere, decide, InMenu: false));
        var before = hood.Registry;
        hood.Use(registry);
        await actor.Says("/pruefen");
        hood.Use(before);
    }

    /// <summary>A meeting of these people on Thursday evening.</summary>
    public static Meeting Of(Actor? owner, params Actor[] people) =>
        new()
        {
            Id = "meet1234",
            Quartier = Hood.Lindenviertel.Id,
            Title = Text.Plain("Sozialraumdialog"),
            Start = Start,
            End = Start + Duration.FromHours(2),
            Where = "Treff, Lindenstraße 4",
            Participants = [.. people.Select(p => p.PersonId)],
            Owner = owner?.PersonId,
            Feature = "test",
            Subject = "s1",
        };

    /// <summary>Connects a calendar service to the house.</summary>
    public static Task Connect(Hood hood) =>
        hood.Put(
            CalendarHouse.Kind,
            new CalendarHouse
            {
                Feeds = "https://hilfe.example.org/kalender/",
                Service = "graph",
                ServiceFor = "teams",
                Mailbox = "quartier@example.org",
            }
        );

    /// <summary>Gives somebody an account in the service's directory.</summary>
    public static async Task InDirectory(Hood hood, Actor actor, string account)
    {
        var person = (await hood.Find(Person.Kind, actor.PersonId))!;
        var reach = new Reach(
            new("teams", account),
            new("teams", $"chat-{account}", null, PlaceKind.Private),
            false,
            hood.Now
        );
        await hood.Put(Person.Kind, person with { Reaches = [.. person.Reaches, reach] });
    }

    /// <summary>What was handed to the service for a meeting.</summary>
    public static Corner Service(Hood hood, string lane = "meet1234") =>
        hood.At(new("graph", lane, null, PlaceKind.Private));

    /// <summary>The service answers.</summary>
    public static Task Answers(
        Hood hood,
        EventOutcome outcome,
        int sequence = 0,
        string? link = null,
        params Actor[] notInvited
    ) =>
        hood.Take(
            Service(hood).Place,
            null,
            new Content.Scheduled("meet1234", sequence, outcome, link, [.. notInvited.Select(a => a.PersonId)])
        );

    /// <summary>The files somebody got, newest last.</summary>
    public static IReadOnlyList<IcsReader> Files(Actor actor) =>
        [.. actor.Chat.Messages.Select(m => m.File).OfType<OutboundFile>().Select(f => new IcsReader(f.Bytes))];

    private static Core.Quartiere.Channel Working(Hood hood) =>
        new()
        {
            Id = Channel(hood).Place.Key,
            Place = Channel(hood).Place,
            Quartier = Hood.Lindenviertel.Id,
            Purpose = ChannelPurpose.Working,
        };
}
