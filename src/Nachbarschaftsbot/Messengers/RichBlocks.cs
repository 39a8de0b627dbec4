using System.Text;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Messengers;

/// <summary>
/// Blocks of the neutral tree as they come together from words that follow each other. Counts instead of nesting, so that no depth and no
/// missing end does any harm.
/// </summary>
internal sealed class RichBlocks
{
    private readonly List<RichBlock> _top = [];
    private readonly List<RichRun> _line = [];
    private readonly StringBuilder _code = new();
    private List<RichBlock>? _quote;
    private List<IReadOnlyList<RichInline>>? _items;
    private bool _isOrdered;
    private int _quotes;
    private int _lists;
    private int _heading;
    private int _pre;

    private List<RichBlock> Blocks => _quote ?? _top;

    /// <summary>Whether what comes is code, in which white space counts.</summary>
    public bool IsInCode => _pre > 0;

    /// <summary>All of it; what has no end ends here.</summary>
    public Rich End()
    {
        EndLine();
        EndList();
        EndQuote();
        return new(_top);
    }

    /// <summary>Words of the line.</summary>
    public void Add(RichRun run) => RichRun.Add(_line, run);

    /// <summary>Words of code.</summary>
    public void AddCode(string text) => _code.Append(text);

    /// <summary>The line goes on below.</summary>
    public void Break()
    {
        if (IsInCode)
            _code.Append('\n');
        else
            _line.Add(RichRun.Break);
    }

    /// <summary>What comes is a heading of a level; 0: no longer.</summary>
    public void Heading(int level)
    {
        EndLine();
        _heading = level;
    }

    /// <summary>Code begins or ends.</summary>
    public void Code(bool isEnd)
    {
        if (!isEnd)
            EndLine();
        Count(ref _pre, isEnd);
        if (_pre > 0 || _code.Length == 0)
            return;
        var code = _code.ToString();
        _code.Clear();
        if (_lists > 0)
            _line.Add(new(code.ReplaceLineEndings(" "), RichStyle.Code));
        else
            Blocks.Add(new RichBlock.Code(code));
        EndLine();
    }

    /// <summary>A quote begins or ends.</summary>
    public void Quote(bool isEnd)
    {
        EndLine();
        EndList();
        Count(ref _quotes, isEnd);
        if (!isEnd)
            _quote ??= [];
        else if (_quotes == 0)
            EndQuote();
    }

    /// <summary>A list begins or ends.</summary>
    public void List(bool isEnd, bool isOrdered)
    {
        EndLine();
        Count(ref _lists, isEnd);
        if (isEnd && _lists == 0)
            EndList();
        else if (!isEnd && _items is null)
            (_items, _isOrdered) = ([], isOrdered);
    }

    /// <summary>The line is over: an item of a list, a heading or a paragraph.</summary>
    public void EndLine()
    {
        if (_line.Any(r => !string.IsNullOrWhiteSpace(r.Text)))
        {
            var words = RichRun.Words(_line);
            if (_items is not null)
                _items.Add(words);
            else
                Blocks.Add(_heading > 0 ? new RichBlock.Heading(_heading, words) : new RichBlock.Paragraph(words));
        }
        _line.Clear();
    }

    /// <summary>One more or one less, never less than none.</summary>
    public static void Count(ref int depth, bool isEnd) => depth = Math.Max(0, depth + (isEnd ? -1 : 1));

    private void EndList()
    {
        if (_items is { Count: > 0 } items)
            Blocks.Add(new RichBlock.List(_isOrdered, items));
        (_items, _lists) = (null, 0);
    }

    private void EndQuote()
    {
        if (_quote is { Count: > 0 } quoted)
            _top.Add(new RichBlock.Quote(quoted));
        (_quote, _quotes) = (null, 0);
    }
}
