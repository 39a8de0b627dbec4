using Nachbarschaftsbot.Core.Meetings;
using static Nachbarschaftsbot.Tests.Transcripts.MeetingWorld;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Meetings of people whom the calendar service of the office knows.</summary>
internal static class CalendarWorld
{
    internal const string AdaId = "aaaaaaaa-0000-4000-8000-000000000001";
    internal const string BenId = "aaaaaaaa-0000-4000-8000-000000000002";

    /// <summary>A neighbourhood whose house has a calendar service.</summary>
    internal static async Task<Hood> Connected()
    {
        var (hood, _) = await Open();
        await Connect(hood);
        return hood;
    }

    /// <summary>Ada, whom the service knows, has a meeting with nobody else.</summary>
    internal static async Task<Actor> MeetsAlone(Hood hood)
    {
        var ada = await hood.Neighbour("Ada");
        await InDirectory(hood, ada, AdaId);
        await Decide(hood, ada, call => MeetingBook.Schedule(call, Of(ada, ada)));
        return ada;
    }

    /// <summary>Two neighbours, both of whom the service knows.</summary>
    internal static async Task<(Actor Ada, Actor Ben)> BothInDirectory(Hood hood)
    {
        var (ada, ben) = (await hood.Neighbour("Ada"), await hood.Neighbour("Ben"));
        await InDirectory(hood, ada, AdaId);
        await InDirectory(hood, ben, BenId);
        return (ada, ben);
    }
}
