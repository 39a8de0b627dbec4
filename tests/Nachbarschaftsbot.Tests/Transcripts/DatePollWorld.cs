using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>A neighbourhood in which a feature of the test looks for dates.</summary>
internal static class DatePollWorld
{
    /// <summary>The key of the feature that asks.</summary>
    public const string Feature = "fest";

    /// <summary>Starts a neighbourhood with a command <c>/fest</c>, which starts the poll that the test wants, and notes what came of it.</summary>
    public static async Task<(Hood Hood, List<string> Heard)> Start(Func<Call, DatePollSpec>? spec = null)
    {
        var heard = new List<string>();
        var hood = await Hood.Start(also: registry =>
        {
            registry.Add(
                new CommandSpec("fest", Who.Everyone, Where.Anywhere, call => Begin(call, spec!(call), heard))
            );
            registry.OnDateFound[Feature] = (_, poll, slot) => heard.Add($"found {poll.Subject} {slot.Id}");
            registry.OnDateNotFound[Feature] = (_, poll) => heard.Add($"not found {poll.Subject}");
        });
        return (hood, heard);
    }

    /// <summary>A poll of two dates, tomorrow and the day after at ten.</summary>
    public static DatePollSpec Spec(Call call, params Actor[] people) =>
        new()
        {
            Quartier = Hood.Lindenviertel.Id,
            Title = Text.Plain("Planung Sommerfest"),
            Feature = Feature,
            Subject = "f1",
            Owner = call.Person!.Id,
            Participants = [.. people.Select(p => p.PersonId)],
            Slots = [Hour(call.Now, 1), Hour(call.Now, 2)],
            Deadline = call.Now + Duration.FromHours(12),
            Minimum = 2,
        };

    /// <summary>An hour, so many days from now and one hour later in the day.</summary>
    public static Interval Hour(Instant now, int days)
    {
        var start = now + Duration.FromDays(days) + Duration.FromHours(1);
        return new(start, start + Duration.FromHours(1));
    }

    /// <summary>Binds a group of a messenger as working channel.</summary>
    public static Task<Corner> WorkingChannel(this Hood hood, string messenger = "test", string id = "-100900") =>
        hood.Bind(hood.At(new Place(messenger, id, null, PlaceKind.Group)), ChannelPurpose.Working);

    /// <summary>The card as it stands in a place.</summary>
    public static string Card(Corner at) =>
        Corner.TextOf(at.Messages.Last(m => m.Ref?.StartsWith("poll:", StringComparison.Ordinal) == true));

    /// <summary>The only poll there is of a person.</summary>
    public static async Task<DatePoll> Poll(this Hood hood, Actor owner) =>
        Assert.Single(await hood.Query(DatePoll.Kind, "owner", owner.PersonId));

    /// <summary>Somebody goes through the form in the simplest way, with the link.</summary>
    public static async Task<DatePoll> Ask(Hood hood, Actor owner, string dates)
    {
        await owner.Says("/termin_finden");
        await owner.Says("Lesekreis");
        await owner.Says(dates);
        await owner.Taps("1 Stunde");
        await owner.Taps("Überspringen");
        await owner.Taps("Einfach: 3 Tage, der beste Termin gilt");
        await owner.Taps("Jetzt alle fragen");
        return await hood.Poll(owner);
    }

    /// <summary>Ada asks for a date, and Ben opened the link.</summary>
    public static async Task<(Actor Ada, Actor Ben, DatePoll Poll)> AskedAndOpened(Hood hood, string dates)
    {
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        var poll = await Ask(hood, ada, dates);
        await ben.Says($"/start dp_{poll.Id}");
        return (ada, ben, poll);
    }

    private static void Begin(Call call, DatePollSpec spec, List<string> heard)
    {
        switch (DatePolling.Start(call, spec))
        {
            case PollStart.Refused(var why):
                call.Say(why);
                break;
            case PollStart.Started(_, var unreached):
                heard.Add($"started, {unreached.Count} unreached");
                break;
        }
    }
}
