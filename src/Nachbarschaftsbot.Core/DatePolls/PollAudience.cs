using System.Security.Cryptography;
using System.Text;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Text = Nachbarschaftsbot.Core.Messages.Text;

namespace Nachbarschaftsbot.Core.DatePolls;

/// <summary>Whom somebody may ask for a date: the channels of the own work, and whoever gets the link.</summary>
/// <param name="Channels">Ids of channels.</param>
/// <param name="Persons">Ids of persons.</param>
/// <param name="ByLink">Whether there is a link to pass on.</param>
internal sealed record PollAudience(IReadOnlyList<string> Channels, IReadOnlyList<string> Persons, bool ByLink)
{
    /// <summary>The beginning of the payload of a poll's link.</summary>
    public const string Prefix = "dp_";

    private const string ByLinkValue = "link";
    private const string TeamValue = "team";

    /// <summary>What can be chosen.</summary>
    public static IReadOnlyList<FieldOption> Options(Call call)
    {
        var options = Open(call).Select(c => new FieldOption(Mark(c), Name(call, c))).ToList();
        if (IsProfessional(call))
            options.Add(new(TeamValue, "datepoll.audience.team"));
        options.Add(new(ByLinkValue, "datepoll.audience.link"));
        return options;
    }

    /// <summary>What was chosen; only what the person may still choose.</summary>
    public static PollAudience Of(Call call, string chosen)
    {
        var marks = chosen.Split(',');
        return new(
            [.. Open(call).Where(c => marks.Contains(Mark(c))).Select(c => c.Id)],
            marks.Contains(TeamValue) && IsProfessional(call) ? Professionals(call) : [],
            marks.Contains(ByLinkValue)
        );
    }

    /// <summary>How to pass the poll on.</summary>
    public static IEnumerable<Text> Link(Call call, DatePoll poll) =>
        [
            "datepoll.link",
            .. BotLinks.To(call, Prefix + poll.Id),
            Text.Of("datepoll.link.code", ("code", Prefix + poll.Id)),
        ];

    private static IEnumerable<Channel> Open(Call call)
    {
        if (call.Person?.Quartier is not { } quartier)
            return [];
        var standing = Call.StandingOf(call.Person, quartier);
        var purposes = new List<ChannelPurpose>();
        if ((standing & (Who.Professional | Who.Operator)) != 0)
            purposes.Add(ChannelPurpose.Working);
        if ((standing & Who.Staff) != 0)
            purposes.AddRange([ChannelPurpose.Moderation, ChannelPurpose.Neighbourhood]);
        return purposes.SelectMany(p => Quartiere.Channels.Of(call, quartier, p));
    }

    private static bool IsProfessional(Call call) =>
        (Call.StandingOf(call.Person, call.Person?.Quartier) & Who.Professional) != 0;

    private static IReadOnlyList<string> Professionals(Call call) =>
        [
            .. Roles
                .Staff(call, call.Person!.Quartier!)
                .Where(p => p.IsMember && p.Is(Role.Professional, call.Person.Quartier))
                .Select(p => p.Id),
        ];

    /// <summary>Where several channels have one purpose, the messenger tells them apart, and a number behind it.</summary>
    private static Text Name(Call call, Channel channel)
    {
        var alike = Quartiere
            .Channels.Of(call, channel.Quartier, channel.Purpose)
            .Where(c => c.Place.Messenger == channel.Place.Messenger)
            .ToList();
        var messenger = char.ToUpperInvariant(channel.Place.Messenger[0]) + channel.Place.Messenger[1..];
        var number = alike.Count > 1 ? $" {alike.FindIndex(c => c.Id == channel.Id) + 1}" : "";
        return Text.Of(
            $"datepoll.audience.{channel.Purpose.ToString().ToLowerInvariant()}",
            ("messenger", messenger + number)
        );
    }

    /// <summary>A short mark of a channel for buttons.</summary>
    private static string Mark(Channel channel) =>
        "c" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(channel.Id)).AsSpan(0, 5));
}
