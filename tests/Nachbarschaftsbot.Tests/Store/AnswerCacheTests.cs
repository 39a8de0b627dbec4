using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using Nachbarschaftsbot.Tests.Contracts;

namespace Nachbarschaftsbot.Tests.Store;

/// <summary>Answers are kept until something of their kind changes, and no longer.</summary>
public sealed class AnswerCacheTests
{
    private static readonly Versioned<Note>[] Ada = [new(new("a", "Ada", null), 1)];

    private readonly AnswerCache _cache = new();

    [Fact]
    public void An_answer_is_kept_until_a_document_of_its_kind_changes()
    {
        Keep(Ada, Moment());
        Assert.Same(Ada, Kept());
        Assert.Null(_cache.Find(Note.Kind, "by", "Ada", "Adb", 9).Answer);
        _cache.Changed(Secret.Kind);
        Assert.Same(Ada, Kept());
        _cache.Changed(Note.Kind);
        Assert.Null(Kept());
    }

    [Fact]
    public void What_was_read_before_a_change_is_not_kept_after_it()
    {
        var before = Moment();
        _cache.Changed(Note.Kind);
        Keep(Ada, before);
        Assert.Null(Kept());
        before = Moment();
        _cache.Clear();
        Keep(Ada, before);
        Assert.Null(Kept());
    }

    [Fact]
    public void Long_answers_are_not_kept()
    {
        Keep([.. Enumerable.Range(0, 17).Select(i => new Versioned<Note>(new($"n{i}", "Ada", null), 1))], Moment());
        Assert.Null(Kept());
    }

    [Fact]
    public void What_can_be_sealed_is_not_kept()
    {
        var (_, moment) = _cache.Find(Secret.Kind, "all", "", "z", 10);
        _cache.Keep(Secret.Kind, "all", "", "z", 10, [], moment);
        Assert.Null(_cache.Find(Secret.Kind, "all", "", "z", 10).Answer);
    }

    private long Moment() => _cache.Find(Note.Kind, "by", "Ada", "Adb", 10).Moment;

    private IReadOnlyList<Versioned<Note>>? Kept() => _cache.Find(Note.Kind, "by", "Ada", "Adb", 10).Answer;

    private void Keep(Versioned<Note>[] answer, long moment) =>
        _cache.Keep(Note.Kind, "by", "Ada", "Adb", 10, answer, moment);
}
