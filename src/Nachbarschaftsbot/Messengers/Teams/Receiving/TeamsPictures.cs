using System.Net;
using System.Net.Http.Headers;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Messengers.Teams.Sending;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>
/// Pictures that somebody put into a message. They lie at the connector that the message came from and take our token; what lies anywhere
/// else is not fetched. Files never come this way: Teams gives them to bots in personal chats only.
/// </summary>
internal sealed class TeamsPictures(ConnectorHttp wire, TeamsTokens? tokens, TimeProvider time)
{
    /// <summary>Teams waits about 15 seconds for our answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private const string Attachments = "/v3/attachments/";

    /// <summary>Whether something attached is a picture; what was put between the words says <c>image/*</c>.</summary>
    internal static bool Is(Attachment attached) =>
        attached.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The first picture of a message as a file, or null where it cannot be had, is too large, or is none.</summary>
    internal async Task<OutboundFile?> Of(Activity activity, TeamsConversation? from, CancellationToken stop)
    {
        var address = activity.Attachments?.FirstOrDefault(Is)?.ContentUrl;
        if (
            from is null
            || !ConnectorClient.MayCall(from, hasTokens: tokens is not null)
            || At(from, address) is not { } at
        )
            return null;
        using var limit = new CancellationTokenSource(Patience, time);
        using var both = stop.Register(static s => ((CancellationTokenSource)s!).Cancel(), limit);
        try
        {
            var (status, bytes) = await Get(at, isAgain: false, limit.Token);
            if (status == HttpStatusCode.Unauthorized && tokens is not null)
                (_, bytes) = await Get(at, isAgain: true, limit.Token);
            return bytes is null ? null : Pictures.Of(bytes);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>The address, where it is one of an attachment at the very connector of the conversation.</summary>
    private static Uri? At(TeamsConversation from, string? address)
    {
        var service = new Uri(from.ServiceUrl);
        return
            Uri.TryCreate(address, UriKind.Absolute, out var at)
            && at.Scheme == service.Scheme
            && at.Host == service.Host
            && at.Port == service.Port
            && at.UserInfo.Length == 0
            && at.AbsolutePath.Contains(Attachments, StringComparison.Ordinal)
            ? at
            : null;
    }

    private async Task<(HttpStatusCode, byte[]?)> Get(Uri at, bool isAgain, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, at);
        if (tokens is not null)
        {
            if ((await tokens.Get(isAgain, cancel)).Value is not { } token)
                return (default, null);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        using var response = await wire.Invoker.SendAsync(request, cancel);
        return (response.StatusCode, response.StatusCode == HttpStatusCode.OK ? await Read(response, cancel) : null);
    }

    /// <summary>The content, or null where there is more than is carried.</summary>
    private static async Task<byte[]?> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentLength > Pictures.Largest)
            return null;
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var whole = new MemoryStream((int)(response.Content.Headers.ContentLength ?? 0));
        var part = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(part, cancel)) > 0; )
        {
            if (whole.Length + read > Pictures.Largest)
                return null;
            whole.Write(part, 0, read);
        }
        return whole.ToArray();
    }
}
