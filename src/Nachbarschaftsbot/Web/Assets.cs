using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Nachbarschaftsbot.Web;

/// <summary>The stylesheet, the scripts and the icon: built into the program, named by their content so that browsers keep them.</summary>
internal static class Assets
{
    private const string Folder = "Web/assets/";
    private static readonly FrozenDictionary<string, Asset> ByName = Load();

    /// <summary>The address of an asset.</summary>
    public static string Address(string name) => $"/assets/{name}?v={ByName[name].Hash}";

    /// <summary>Opens the assets' addresses.</summary>
    public static void MapAssets(this WebApplication app)
    {
        app.MapGet(
            "/assets/{name}",
            (HttpContext http, string name) =>
            {
                if (!ByName.TryGetValue(name, out var asset))
                    return ErrorPages.NotFound(http);
                http.Response.Headers.CacheControl =
                    http.Request.Query["v"] == asset.Hash ? "public, max-age=31536000, immutable" : "no-cache";
                return Results.Bytes(asset.Bytes, asset.MediaType, entityTag: new($"\"{asset.Hash}\""));
            }
        );
        app.MapGet("/favicon.ico", () => Results.Redirect(Address("icon.svg"), permanent: false));
    }

    private static FrozenDictionary<string, Asset> Load()
    {
        var assembly = typeof(Assets).Assembly;
        var all = new Dictionary<string, Asset>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
            all[name[Folder.Length..]] = new(bytes, MediaTypeOf(name), hash);
        }
        return all.ToFrozenDictionary();
    }

    private static string MediaTypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };

    private sealed record Asset(byte[] Bytes, string MediaType, string Hash);
}
