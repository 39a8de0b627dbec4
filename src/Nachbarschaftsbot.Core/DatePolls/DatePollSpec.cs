using Nachbarschaftsbot.Core.Messages;
using NodaTime;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>A date poll that a feature wants.</summary>
public sealed record DatePollSpec
{
    /// <summary>Id of the Quartier.</summary>
    public required string Quartier { get; init; }

    /// <summary>What the date is for, in neutral words: it stands in channels and calendars, so nothing confidential.</summary>
    public required Text Title { get; init; }

    /// <summary>The feature's key in <c>Registry.OnDateFound</c> and <c>OnDateNotFound</c>.</summary>
    public required string Feature { get; init; }

    /// <summary>Id of the feature's document; comes back with the poll.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Id of the person who decides.</summary>
    public required string Owner { get; init; }

    /// <summary>Ids of persons who are asked one by one, each alone with the bot.</summary>
    public IReadOnlyList<string> Participants { get; init; } = [];

    /// <summary>Ids of channels in which the card stands; everybody there may answer.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>
    /// Proposed dates as start and end. Empty: <see cref="Window"/> is searched, with what the bot and, where one is connected, the
    /// calendar service know of the participants.
    /// </summary>
    public IReadOnlyList<Interval> Slots { get; init; } = [];

    /// <summary>Where to look for free times, when no dates are proposed.</summary>
    public SlotSearch? Window { get; init; }

    /// <summary>Until when people can answer; never later than the last date begins.</summary>
    public required Instant Deadline { get; init; }

    /// <summary>How many must be able to come, at least 1.</summary>
    public int Minimum { get; init; } = 1;

    /// <summary>Ids of persons without whom it does not work.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>True: everybody sees who said what. False: everybody sees only how many.</summary>
    public bool Names { get; init; } = true;

    /// <summary>True: the best date is taken by itself. False: the owner decides.</summary>
    public bool ByRule { get; init; } = true;

    /// <summary>Whether the owner can come at every date that is proposed: the answer is written down at once.</summary>
    public bool OwnerComes { get; init; }

    /// <summary>Whether people who get the link may take part too.</summary>
    public bool ByLink { get; init; }

    /// <summary>Where it happens, in words; may be empty.</summary>
    public string Where { get; init; } = "";

    /// <summary>Whether people can take part from where they are; a calendar service makes the link.</summary>
    public bool Online { get; init; }
}

/// <summary>What came of starting a poll: a closed set.</summary>
public abstract record PollStart
{
    private PollStart() { }

    /// <summary>
    /// It runs; the cards are on their way. With a window to search the calendars may be asked first: then the poll is
    /// <see cref="PollState.Searching"/>, has no dates yet, and goes on by itself.
    /// </summary>
    /// <param name="Poll">The poll.</param>
    /// <param name="Unreached">Ids of persons who cannot be written to.</param>
    public sealed record Started(DatePoll Poll, IReadOnlyList<string> Unreached) : PollStart;

    /// <summary>It cannot be started; <paramref name="Why"/> says why and what to do.</summary>
    public sealed record Refused(Text Why) : PollStart;
}
