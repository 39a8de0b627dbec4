using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Nachbarquartiere;

/// <summary>A person of one Quartier reports a person of another: that one's moderation decides, the own one knows that there is a report.</summary>
internal static class ReportsAcross
{
    /// <summary>Says to a moderation that another one has a report, and nothing of whom or why.</summary>
    public static void TellOther(Call call, string quartier, string decides)
    {
        foreach (var channel in Channels.Of(call, quartier, ChannelPurpose.Moderation))
            call.Post(
                channel,
                Message.Of(Text.Of("across.report", Partners.Named(call, decides)), "across.report.next") with
                {
                    Priority = Priority.Notice,
                }
            );
    }
}
