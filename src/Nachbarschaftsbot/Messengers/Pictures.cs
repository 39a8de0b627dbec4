using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers;

/// <summary>Small pictures on their way from one messenger to another: taken by what they are, not by what somebody says they are.</summary>
internal static class Pictures
{
    /// <summary>Bytes of the largest picture that is carried.</summary>
    internal const int Largest = 1024 * 1024;

    /// <summary>The picture as a file with a name of ours, or null where it is none that every messenger shows, or too large.</summary>
    internal static OutboundFile? Of(byte[] bytes) =>
        bytes.Length > Largest ? null
        : bytes is [0xFF, 0xD8, 0xFF, ..] ? new("bild.jpg", "image/jpeg", bytes)
        : bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..]
            ? new("bild.png", "image/png", bytes)
        : bytes is [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] ? new("bild.gif", "image/gif", bytes)
        : null;

    /// <summary>Whether a file is such a picture.</summary>
    internal static bool Is(OutboundFile file) => file.MediaType is "image/jpeg" or "image/png" or "image/gif";
}
