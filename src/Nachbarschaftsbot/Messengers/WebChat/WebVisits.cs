using System.Net;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using NodaTime;

namespace Nachbarschaftsbot.Messengers.WebChat;

/// <summary>Somebody in front of one chat: whose session, which place.</summary>
/// <param name="Chat">The name under which the page knows it: <c>privat</c>, <c>moderation-abc</c>, in the Probierstube with the seat in front (<c>ada.privat</c>).</param>
/// <param name="Account">The session's account.</param>
/// <param name="Place">The place it reads and writes.</param>
/// <param name="Person">The person behind the account, or null before joining.</param>
/// <param name="Zone">The time zone in which its lines are read: that of the Quartier.</param>
internal sealed record WebVisit(string Chat, Account Account, Place Place, Person? Person, DateTimeZone Zone)
{
    /// <summary>Whether the place is read by several people.</summary>
    public bool IsShared => Place.Kind == PlaceKind.Channel;

    /// <summary>Whether there is a moderation page for this person.</summary>
    public bool MayModerate => Person?.Roles.Any(r => r.Role is Role.Moderator or Role.Operator) == true;
}

/// <summary>Finds out who stands in front of a chat and whether they may.</summary>
internal sealed class WebVisits(IStore store, Settings settings)
{
    /// <summary>The chat of a visitor with the bot.</summary>
    public const string Private = "privat";

    /// <summary>What the names of moderation channels begin with.</summary>
    public const string Moderation = "moderation-";

    /// <summary>The seats of the Probierstube.</summary>
    public static readonly IReadOnlyList<string> Seats = ["ada", "ben", "mara"];

    /// <summary>The visit behind a request, or null: no session, no such chat, or not allowed, all alike.</summary>
    public async ValueTask<WebVisit?> Of(HttpContext http, string chat)
    {
        var dot = chat.IndexOf('.');
        var (seat, name) = dot < 0 ? (null, chat) : (chat[..dot], chat[(dot + 1)..]);
        var account =
            seat is null ? WebSession.Of(http.Request)
            : IsSeat(http, seat) ? WebSession.Of(http.Request, WebSession.SeatCookiePrefix + seat)
            : null;
        return account is null ? null : await Of(chat, name, account);
    }

    /// <summary>The visit of a seat of the Probierstube whose session is known.</summary>
    public ValueTask<WebVisit?> Sit(string chat, Account account) => Of(chat, chat[(chat.IndexOf('.') + 1)..], account);

    /// <summary>The visit as it is now, or null where it is no longer allowed: people join, move and lose roles while a page is open.</summary>
    public ValueTask<WebVisit?> Renew(WebVisit visit) => Sit(visit.Chat, visit.Account);

    /// <summary>The person behind an account, or null.</summary>
    public async ValueTask<Person?> PersonOf(Account account) =>
        (await store.Find(AccountLink.Kind, account.Key))?.Document is { } link
            ? (await store.Find(Person.Kind, link.Person))?.Document
            : null;

    /// <summary>Whether the Probierstube may be shown: demonstration mode, and nobody comes from elsewhere.</summary>
    public bool IsDemo(HttpContext http) =>
        settings.IsDemo
        && http.Connection.RemoteIpAddress is { } from
        && IPAddress.IsLoopback(from)
        && http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]" or "::1";

    /// <summary>Whether somebody moderates a Quartier.</summary>
    public static bool IsStaff(Person? person, string quartier) => (Call.StandingOf(person, quartier) & Who.Staff) != 0;

    private async ValueTask<WebVisit?> Of(string chat, string name, Account account)
    {
        var person = await PersonOf(account);
        if (name == Private)
            return new(chat, account, WebSession.PlaceOf(account), person, await ZoneOf(person?.Quartier));
        if (!name.StartsWith(Moderation, StringComparison.Ordinal))
            return null;
        var quartier = name[Moderation.Length..];
        return IsStaff(person, quartier)
            ? new(chat, account, Channels.PagePlace(quartier), person, await ZoneOf(quartier))
            : null;
    }

    /// <summary>Who is in no Quartier yet reads the time of the first one.</summary>
    private async ValueTask<DateTimeZone> ZoneOf(string? quartier)
    {
        var known = quartier is null ? null : (await store.Find(Quartier.Kind, quartier))?.Document;
        return Call.ZoneOf(
            known
                ?? new()
                {
                    Id = "",
                    Name = "",
                    JoinCode = "",
                    Zone = settings.Quartier.Zone,
                }
        );
    }

    private bool IsSeat(HttpContext http, string seat) => Seats.Contains(seat) && IsDemo(http);
}
