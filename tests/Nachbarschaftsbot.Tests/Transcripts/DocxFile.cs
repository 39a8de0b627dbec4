using System.IO.Compression;
using System.Xml.Linq;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>Reads a text document as a word processor would: the zip, its parts, paragraphs and tables.</summary>
internal sealed class DocxFile : IDisposable
{
    public static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private readonly ZipArchive _zip;

    private DocxFile(ZipArchive zip)
    {
        _zip = zip;
        Body = Part("word/document.xml").Root!.Element(W + "body")!;
    }

    public XElement Body { get; }

    public IEnumerable<string> Names => _zip.Entries.Select(e => e.FullName);

    public static DocxFile Of(byte[] bytes) => new(new ZipArchive(new MemoryStream(bytes)));

    /// <summary>A part as XML.</summary>
    public XDocument Part(string name)
    {
        using var stream = _zip.GetEntry(name)!.Open();
        return XDocument.Load(stream);
    }

    /// <summary>The words of the paragraphs with a style, outside of tables.</summary>
    public List<string> Paragraphs(string? style) =>
        [.. Body.Elements(W + "p").Where(p => StyleOf(p) == style).Select(Words)];

    /// <summary>The cells of all rows of all tables, heads included.</summary>
    public List<List<string>> Rows() =>
        [.. Body.Descendants(W + "tr").Select(r => r.Elements(W + "tc").Select(Words).ToList())];

    public static string? StyleOf(XElement paragraph) =>
        paragraph.Element(W + "pPr")?.Element(W + "pStyle")?.Attribute(W + "val")?.Value;

    public void Dispose() => _zip.Dispose();

    private static string Words(XElement element) => string.Concat(element.Descendants(W + "t").Select(t => t.Value));
}
