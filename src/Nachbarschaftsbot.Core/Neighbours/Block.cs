using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;

namespace Nachbarschaftsbot.Core.Neighbours;

/// <summary>That one person does not want to meet another. Counts in both directions; only the one who blocked can take it back.</summary>
public sealed record Block : IDocument
{
    /// <summary>The kind and its indexes.</summary>
    public static readonly Kind<Block> Kind = new(
        "block",
        NeighbourJson.Default.Block,
        new Index<Block>("by", b => IndexValue.Of(b.By, b.Whom)),
        new Index<Block>("whom", b => IndexValue.Of(b.Whom, b.By))
    );

    /// <summary>Both persons, see <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the person who blocked.</summary>
    public required string By { get; init; }

    /// <summary>Id of the person who is blocked.</summary>
    public required string Whom { get; init; }

    /// <summary>The id of a block.</summary>
    public static string IdOf(string by, string whom) => $"{by}-{whom}";
}

/// <summary>Who does not want to meet whom.</summary>
public static class Blocks
{
    private const int Most = 1000;

    /// <summary>Whether one of two persons blocked the other.</summary>
    public static bool Between(Call call, string a, string b) =>
        call.Find(Block.Kind, Block.IdOf(a, b)) is not null || call.Find(Block.Kind, Block.IdOf(b, a)) is not null;

    /// <summary>Ids of all persons whom this one does not meet, whoever blocked.</summary>
    public static IReadOnlySet<string> Of(Call call, string person) =>
        new HashSet<string>([.. By(call, person).Select(b => b.Whom), .. Whom(call, person).Select(b => b.By)]);

    /// <summary>The blocks a person made.</summary>
    internal static IReadOnlyList<Block> By(Call call, string person) =>
        call.QueryBelow(Block.Kind, "by", Most, person);

    /// <summary>The blocks others made against a person.</summary>
    internal static IReadOnlyList<Block> Whom(Call call, string person) =>
        call.QueryBelow(Block.Kind, "whom", Most, person);

    /// <summary>Blocks, and ends what the two have going on.</summary>
    internal static void Add(Call call, Registry registry, string whom)
    {
        var by = call.Person!.Id;
        if (by == whom)
            return;
        call.Put(
            Block.Kind,
            new Block
            {
                Id = Block.IdOf(by, whom),
                By = by,
                Whom = whom,
            }
        );
        registry.OnBlocked?.Invoke(call, by, whom);
    }
}
