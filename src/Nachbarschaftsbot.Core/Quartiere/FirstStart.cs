using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Core.Quartiere;

/// <summary>
/// What the host brings about when it starts, through turns like everything else: the first Quartier, and a one-time code that
/// makes somebody operator while there is none.
/// </summary>
public static class FirstStart
{
    /// <summary>Timer kind of the operator's code; the subject is the code.</summary>
    public const string OperatorCode = "operator-code";

    /// <summary>Timer kind of the first Quartier; the subject is its name and, after a line break, its time zone.</summary>
    public const string FirstQuartier = "first-quartier";

    /// <summary>Id of the first Quartier.</summary>
    public const string QuartierId = "quartier";

    /// <summary>A new operator's code. After the turn of <see cref="WithOperatorCode"/> it counts if a <see cref="Code"/> with <see cref="Code.IdOf"/> is there; then print it.</summary>
    /// <param name="entropy">At least 16 unpredictable bytes.</param>
    public static string NewCode(ReadOnlyMemory<byte> entropy) => new Ids(entropy).Code();

    /// <summary>Makes the code count, unless there is an operator. Codes of earlier starts end.</summary>
    public static Inbound WithOperatorCode(string code, Instant now) => Due(OperatorCode, code, now);

    /// <summary>Makes the first Quartier with its moderation page, unless there is one.</summary>
    public static Inbound WithQuartier(string name, string zone, Instant now) =>
        Due(FirstQuartier, $"{name}\n{zone}", now);

    /// <summary>Takes the code over.</summary>
    internal static void TakeCode(Call call, Content.Due due)
    {
        if (Roles.AnyOperator(call))
            return;
        foreach (var old in call.QueryBelow(Code.Kind, "issuer", 100, Code.FromHost))
            call.Delete(Code.Kind, old.Id);
        call.Put(
            Code.Kind,
            new Code
            {
                Id = Code.IdOf(due.Subject),
                Role = Role.Operator,
                Quartier = RoleIn.Everywhere,
            }
        );
    }

    /// <summary>Makes the first Quartier.</summary>
    internal static void TakeQuartier(Call call, Content.Due due)
    {
        if (call.Query(Quartier.Kind, "name", "", "\uffff", 1).Count > 0)
            return;
        var parts = due.Subject.Split('\n', 2);
        Make(call, QuartierId, parts[0], parts.Length > 1 ? parts[1] : "Europe/Berlin");
    }

    /// <summary>Makes a Quartier and its moderation page.</summary>
    internal static Quartier Make(Call call, string id, string name, string zone)
    {
        var page = Channels.Page(id);
        call.Put(Channel.Kind, page);
        return call.Put(
            Quartier.Kind,
            new Quartier
            {
                Id = id,
                Name = name,
                JoinCode = FreeCode(call),
                Zone = zone,
            }
        );
    }

    /// <summary>A join code that no other Quartier has.</summary>
    internal static string FreeCode(Call call)
    {
        while (true)
        {
            var code = call.Ids.Code();
            if (call.Query(Quartier.Kind, "code", code, code + "\u0001", 1).Count == 0)
                return code;
        }
    }

    private static Inbound Due(string kind, string subject, Instant now) =>
        new(
            $"start:{kind}:{now.ToUnixTimeTicks()}",
            new Place("timer", kind, null, PlaceKind.Private),
            null,
            new Content.Due(kind, subject, now)
        );
}
