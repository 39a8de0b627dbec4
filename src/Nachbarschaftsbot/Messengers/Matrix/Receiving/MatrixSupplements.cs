using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Store;

namespace Nachbarschaftsbot.Messengers.Matrix.Receiving;

/// <summary>
/// What an event does not say itself and the homeserver has to be asked for: how somebody is called, the picture they sent. Asked only for
/// what is taken; whoever keeps out of linked rooms keeps their pictures too.
/// </summary>
internal sealed class MatrixSupplements(MatrixNames names, MatrixPictures pictures, MatrixPorts ports, IStore store)
{
    /// <summary>The inbound of a translation, with everything that can be had.</summary>
    internal async ValueTask<Inbound> Of(Inbound inbound, string? picture, string user)
    {
        if (inbound.Sender is not { } sender)
            return inbound;
        if (!names.Knows(user) || picture is not null)
        {
            // Told again after a restart, it has taken effect: nothing comes of it.
            if (await store.Seen(inbound.Id))
                return inbound;
            inbound = inbound with { Sender = sender with { FirstName = await names.Of(user) } };
        }
        return
            picture is not null
            && inbound.Content is Content.Posted { Media: { } media } posted
            && !await ports.KeepsOut(sender.Account)
            && await pictures.Of(picture) is { } file
            ? inbound with
            {
                Content = posted with { Media = media with { Picture = file } },
            }
            : inbound;
    }
}
