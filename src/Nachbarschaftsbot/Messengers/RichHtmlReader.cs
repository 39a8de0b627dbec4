using System.Net;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Messengers;

/// <summary>From the HTML of a messenger to the neutral tree. Knows the elements that people's clients write and passes over all others.</summary>
internal sealed partial class RichHtmlReader
{
    /// <summary>Most characters that are looked at.</summary>
    public const int Longest = 64 * 1024;

    private readonly RichBlocks _blocks = new();
    private int _bold;
    private int _italic;
    private int _strike;
    private int _spoiler;
    private int _spans;
    private int _codes;
    private string? _address;
    private string? _skipping;
    private int _skipped;

    private RichHtmlReader() { }

    /// <summary>The tree of HTML.</summary>
    public static Rich Read(string html)
    {
        var reader = new RichHtmlReader();
        foreach (var piece in HtmlPiece.Of(Beginning.Of(html, Longest)))
            if (piece.Text is { } words)
                reader.Text(words);
            else if (!reader.Skips(piece))
                reader.Element(piece);
        return reader._blocks.End();
    }

    private void Element(HtmlPiece tag)
    {
        switch (tag.Name)
        {
            case "br":
                _blocks.Break();
                break;
            case "b" or "strong":
                RichBlocks.Count(ref _bold, tag.IsEnd);
                break;
            case "i" or "em":
                RichBlocks.Count(ref _italic, tag.IsEnd);
                break;
            case "s" or "del" or "strike":
                RichBlocks.Count(ref _strike, tag.IsEnd);
                break;
            case "code" or "tt":
                RichBlocks.Count(ref _codes, tag.IsEnd);
                break;
            case "span":
                Span(tag);
                break;
            case "a":
                _address = tag.IsEnd ? null : tag.Value("href");
                break;
            case "img" when !tag.IsEnd && tag.Value("alt") is { } alternative:
                Add(alternative);
                break;
            case "pre":
                _blocks.Code(tag.IsEnd);
                break;
            case "blockquote":
                _blocks.Quote(tag.IsEnd);
                break;
            case "ul" or "ol":
                _blocks.List(tag.IsEnd, tag.Name == "ol");
                break;
            case ['h', >= '1' and <= '6']:
                _blocks.Heading(tag.IsEnd ? 0 : tag.Name[1] - '0');
                break;
            case "p" or "div" or "li" or "tr" or "table" or "hr" or "details" or "summary" or "caption":
                _blocks.EndLine();
                break;
            case "td" or "th":
                Add(" ");
                break;
        }
    }

    /// <summary>What is no part of the words: quoted answers as some clients send them along, programs and styles.</summary>
    private bool Skips(HtmlPiece tag)
    {
        if (_skipping is not null)
        {
            if (tag.Name == _skipping && (_skipped += tag.IsEnd ? -1 : 1) == 0)
                _skipping = null;
            return true;
        }
        var isSkipped =
            tag.Name is "mx-reply" or "script" or "style" or "title" or "head" or "template"
            || tag.Name == "blockquote" && tag.Value("itemtype")?.EndsWith("/Reply", StringComparison.Ordinal) == true;
        if (tag.IsEnd || !isSkipped)
            return false;
        (_skipping, _skipped) = (tag.Name, 1);
        return true;
    }

    private void Text(string html)
    {
        if (_skipping is not null)
            return;
        var text = WebUtility.HtmlDecode(html);
        if (_blocks.IsInCode)
            _blocks.AddCode(text);
        else
            Add(Blank().Replace(text, " "));
    }

    private void Add(string text)
    {
        var style =
            _codes > 0
                ? RichStyle.Code
                : (_bold > 0 ? RichStyle.Bold : 0)
                    | (_italic > 0 ? RichStyle.Italic : 0)
                    | (_strike > 0 ? RichStyle.Strike : 0)
                    | (_spoiler > 0 ? RichStyle.Spoiler : 0);
        _blocks.Add(new(text, style, _codes > 0 ? null : _address));
    }

    /// <summary>Hidden from the first span that says so up to the end of it.</summary>
    private void Span(HtmlPiece tag)
    {
        RichBlocks.Count(ref _spans, tag.IsEnd);
        if (
            !tag.IsEnd
            && _spoiler == 0
            && tag.Attributes.Contains("data-mx-spoiler", StringComparison.OrdinalIgnoreCase)
        )
            _spoiler = _spans;
        else if (tag.IsEnd && _spans < _spoiler)
            _spoiler = 0;
    }

    [GeneratedRegex(@"[ \t\r\n\f]+")]
    private static partial Regex Blank();
}
