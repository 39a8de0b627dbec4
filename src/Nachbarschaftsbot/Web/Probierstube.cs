namespace Nachbarschaftsbot.Web;

internal sealed class Probierstube;

internal static class ProbierstubePage
{
    public static void MapProbierstube(this WebApplication app) { }
}
