using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>
/// Ordinary talk of a channel or group chat that is linked with other rooms, in the neutral language. Teams passes it on only where the team
/// allowed it (ChannelMessage.Read.Group); else only what mentions the bot.
/// </summary>
internal static class TeamsTalk
{
    /// <summary>Whether a message in a group calls the bot by its name.</summary>
    internal static bool CallsBot(Activity activity) =>
        activity.Entities?.Any(e => e is { Type: "mention", Mentioned: { } who } && TeamsPlaces.IsBot(activity, who))
        == true;

    /// <summary>A message as it is carried, made of the one that was translated.</summary>
    /// <param name="activity">The message.</param>
    /// <param name="inbound">What was made of it.</param>
    /// <param name="picture">Its first picture, where it could be had.</param>
    internal static Inbound Posted(Activity activity, Inbound inbound, OutboundFile? picture = null) =>
        inbound with
        {
            Content = new Content.Posted(
                activity.Id ?? "",
                Said(activity),
                inbound.Content is Content.Attachment(var kind, _)
                    ? new Media(picture is null ? kind : AttachmentKind.Picture, Picture: picture)
                    {
                        More = Math.Max(0, activity.Attachments!.Count(TeamsPictures.Is) - 1),
                    }
                    : null
            ),
        };

    /// <summary>What else happened to a message: changed, deleted, got an emoji. In the order in which it is told.</summary>
    internal static IReadOnlyList<Inbound> Changes(Activity activity, Place place)
    {
        if (TeamsPlaces.SenderOf(activity) is not { } sender)
            return [];
        Inbound Of(Content content, string? about, int count = 0) =>
            new(
                InboundIds.Of(
                    TeamsModule.MessengerName,
                    string.Create(CultureInfo.InvariantCulture, $"{Id(activity, place)}:{count}")
                ),
                place,
                sender,
                content,
                about
            );
        return activity switch
        {
            { Type: "messageUpdate", ChannelData.EventType: "editMessage", Id: { } id } =>
            [
                Of(new Content.Edited(id, Said(activity)), null),
            ],
            { Type: "messageDelete", Id: { } id } => [Of(new Content.Removed(id), Key(activity, id))],
            { Type: "messageReaction", ReplyToId: { } id } =>
            [
                .. Emojis(activity.ReactionsRemoved, id, isGone: true)
                    .Concat(Emojis(activity.ReactionsAdded, id, isGone: false))
                    .Select((r, i) => Of(r, Key(activity, id), i)),
            ],
            _ => [],
        };
    }

    /// <summary>
    /// A change has the id of the message that it changes, so the moment tells one change from the next. Where there is none, its own words
    /// do: told twice, they change nothing the second time.
    /// </summary>
    private static string Id(Activity activity, Place place)
    {
        var words = SHA256.HashData(Encoding.UTF8.GetBytes(activity.Text ?? "")).AsSpan(0, 8);
        var emojis = string.Join(
            ',',
            (activity.ReactionsAdded ?? [])
                .Select(r => $"+{r.Type}")
                .Concat((activity.ReactionsRemoved ?? []).Select(r => $"-{r.Type}"))
        );
        var moment = activity.Timestamp ?? Convert.ToHexStringLower(words);
        return $"{place.Key}:{activity.Type}:{activity.Id}:{activity.ReplyToId}:{moment}:{emojis}";
    }

    /// <summary>The id of a message as the outbox keeps it where it is one of ours.</summary>
    private static string Key(Activity activity, string id) =>
        TeamsPlaces.RootOf(activity) is { } root && root != id ? $"{root}/{id}" : id;

    private static IEnumerable<Content.Reacted> Emojis(
        IReadOnlyList<MessageReaction>? reactions,
        string id,
        bool isGone
    ) =>
        (reactions ?? [])
            .Select(r => EmojiOf(r.Type))
            .OfType<string>()
            .Select(emoji => new Content.Reacted(id, emoji, isGone));

    /// <summary>Six have names; others are named by their sign (<c>1f440_eyes</c>).</summary>
    private static string? EmojiOf(string? type) =>
        type switch
        {
            "like" => "👍",
            "heart" => "❤️",
            "laugh" => "😆",
            "surprised" => "😮",
            "sad" => "😢",
            "angry" => "😡",
            { Length: > 5 and < 60 }
                when type.IndexOf('_') is > 3 and < 7 and var end
                    && int.TryParse(
                        type.AsSpan(0, end),
                        NumberStyles.HexNumber,
                        CultureInfo.InvariantCulture,
                        out var sign
                    )
                    && System.Text.Rune.IsValid(sign) => new System.Text.Rune(sign).ToString(),
            _ => null,
        };

    /// <summary>The formatted form where there is one, without the mention of the bot.</summary>
    private static Rich Said(Activity activity) =>
        TeamsWords.Html(activity) is { } html
            ? TeamsRich.Read(WithoutBot(html, activity))
            : Rich.Of(TeamsWords.Of(activity));

    private static string WithoutBot(string html, Activity activity)
    {
        foreach (var mention in activity.Entities ?? [])
            if (mention is { Type: "mention", Mentioned: { } who } && TeamsPlaces.IsBot(activity, who))
            {
                var name = Regex.Escape(System.Net.WebUtility.HtmlEncode(who.Name ?? ""));
                html = new Regex(
                    $"<(at|span)[^<>]*>{name}</(at|span)>",
                    RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
                ).Replace(html, "", 1);
            }
        return html;
    }
}
