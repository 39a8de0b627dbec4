namespace Nachbarschaftsbot.Store.Sealing;

/// <summary>Seals what is confidential before it is written, each thing with a key of its own that can be destroyed.</summary>
internal interface ISeal
{
    /// <summary>Seals bytes with a key, which is made when it is first used.</summary>
    /// <exception cref="SealGoneException">The key was destroyed.</exception>
    byte[] Seal(string key, ReadOnlySpan<byte> plain);

    /// <summary>What was sealed, readable again; the bytes themselves where they are not sealed; null where the key is gone or missing.</summary>
    byte[]? Open(ReadOnlySpan<byte> stored);

    /// <summary>Destroys a key for ever. Doing it twice is fine.</summary>
    void Destroy(string key);

    /// <summary>Whether a key was destroyed; a key that is only missing (another machine, folder not copied) is not.</summary>
    bool IsDestroyed(string key);
}

/// <summary>Something was to be sealed with a key that was destroyed meanwhile: it is not wanted any more.</summary>
internal sealed class SealGoneException() : Exception("The key was destroyed.");
