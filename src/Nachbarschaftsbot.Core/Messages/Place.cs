using System.Text.Json.Serialization;

namespace Nachbarschaftsbot.Core.Messages;

/// <summary>Where on a messenger something is said.</summary>
public enum PlaceKind
{
    /// <summary>One person alone with the bot.</summary>
    Private,

    /// <summary>Several people; the bot hears commands, replies and buttons.</summary>
    Group,

    /// <summary>A page or channel that only shows what the bot writes and takes buttons and replies.</summary>
    Channel,
}

/// <summary>An account of somebody on one messenger. The id is the messenger's own and never changes, unlike a user name.</summary>
/// <param name="Messenger">Name of the messenger, for example <c>telegram</c>.</param>
/// <param name="Id">The messenger's id of the account.</param>
public sealed record Account(string Messenger, string Id)
{
    /// <summary>One text for both parts, used as document id.</summary>
    [JsonIgnore]
    public string Key => $"{Messenger}:{Id}";
}

/// <summary>A chat, or a thread of it, on one messenger.</summary>
/// <param name="Messenger">Name of the messenger.</param>
/// <param name="Chat">The messenger's id of the chat.</param>
/// <param name="Thread">The messenger's id of the thread (a Telegram topic), or null for the chat itself.</param>
/// <param name="Kind">What sort of place this is.</param>
public sealed record Place(string Messenger, string Chat, string? Thread, PlaceKind Kind)
{
    /// <summary>One text for messenger, chat and thread, used as document id and as name of the sending lane.</summary>
    [JsonIgnore]
    public string Key => Thread is null ? $"{Messenger}:{Chat}" : $"{Messenger}:{Chat}/{Thread}";
}

/// <summary>Who sent an inbound message.</summary>
/// <param name="Account">The account.</param>
/// <param name="FirstName">First name as the messenger gives it, at most 64 characters.</param>
/// <param name="Language">Two-letter language of the messenger's client, if it tells.</param>
/// <param name="IsAnonymous">True where the messenger hides who it is (a Telegram group's anonymous admin): never a person with rights.</param>
public sealed record Sender(Account Account, string FirstName, string? Language = null, bool IsAnonymous = false);
