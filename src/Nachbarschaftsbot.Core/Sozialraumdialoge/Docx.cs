using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>
/// Writes minutes as a text document (Office Open XML, ECMA-376): a zip of a few XML parts with headings, lists and tables that screen
/// readers and every word processor know.
/// </summary>
internal static class Docx
{
    /// <summary>The media type of a text document.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private const string Words = "http://purl.org/dc/elements/1.1/";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The text width of an A4 page in twentieths of a point.</summary>
    private const int Width = 9638;

    /// <summary>The zip has no times of its own: the same minutes are the same bytes.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string ContentTypes =
        """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>""";

    private const string RootRelations =
        $"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="{Package}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>""";

    private const string DocumentRelations =
        $"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Office}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{Office}/numbering" Target="numbering.xml"/></Relationships>""";

    private const string Numbering =
        $"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="426" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>""";

    /// <summary>The document.</summary>
    public static byte[] Of(MinutesWords minutes)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", ContentTypes);
            Add(zip, "_rels/.rels", RootRelations);
            Add(zip, "docProps/core.xml", Properties(minutes));
            Add(zip, "word/document.xml", Document(minutes));
            Add(zip, "word/_rels/document.xml.rels", DocumentRelations);
            Add(zip, "word/styles.xml", Styles(minutes.Language));
            Add(zip, "word/numbering.xml", Numbering);
        }
        return bytes.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Title and language, which screen readers say first.</summary>
    private static string Properties(MinutesWords minutes)
    {
        var text = new Utf8Writer();
        using (var xml = XmlWriter.Create(text))
        {
            xml.WriteStartDocument(standalone: true);
            xml.WriteStartElement("cp", "coreProperties", Core);
            xml.WriteElementString("dc", "title", Words, Clean(minutes.Title));
            xml.WriteElementString("dc", "language", Words, minutes.Language);
            xml.WriteEndElement();
        }
        return text.ToString();
    }

    private static string Document(MinutesWords minutes)
    {
        var text = new Utf8Writer();
        using (var xml = XmlWriter.Create(text))
        {
            xml.WriteStartDocument(standalone: true);
            xml.WriteStartElement("w", "document", W);
            xml.WriteStartElement("body", W);
            Body(xml, minutes);
            Page(xml);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        return text.ToString();
    }

    private static void Body(XmlWriter xml, MinutesWords minutes)
    {
        Paragraph(xml, minutes.Title, "Title");
        foreach (var fact in minutes.Facts)
            Paragraph(xml, fact);
        if (minutes.Review.Rows.Count > 0)
        {
            Paragraph(xml, minutes.Review.Heading, "Heading1");
            Table(xml, minutes.Columns, minutes.Review.Rows);
        }
        foreach (var part in minutes.Parts)
        {
            Paragraph(xml, part.Heading, "Heading1");
            foreach (var (question, said) in part.Points)
            {
                Paragraph(xml, question, said.Count > 0 ? "Heading2" : null);
                foreach (var words in said)
                    Paragraph(xml, words, "ListBullet");
            }
        }
        Paragraph(xml, minutes.Heading, "Heading1");
        if (minutes.Agreements.Count > 0)
            Table(xml, minutes.Columns, minutes.Agreements);
        else
            Paragraph(xml, Texts.Catalog.BuiltIn.Words("minutes.none", minutes.Language));
    }

    private static void Paragraph(XmlWriter xml, string words, string? style = null)
    {
        xml.WriteStartElement("p", W);
        if (style is not null)
        {
            xml.WriteStartElement("pPr", W);
            Value(xml, "pStyle", style);
            xml.WriteEndElement();
        }
        Run(xml, words);
        xml.WriteEndElement();
    }

    private static void Run(XmlWriter xml, string words)
    {
        xml.WriteStartElement("r", W);
        xml.WriteStartElement("t", W);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(Clean(words));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Table(XmlWriter xml, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        xml.WriteStartElement("tbl", W);
        xml.WriteStartElement("tblPr", W);
        Value(xml, "tblStyle", "TableGrid");
        Sized(xml, "tblW", Width);
        xml.WriteEndElement();
        xml.WriteStartElement("tblGrid", W);
        foreach (var _ in columns)
        {
            xml.WriteStartElement("gridCol", W);
            xml.WriteAttributeString("w", W, Number(Width / columns.Count));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        Row(xml, columns, isHead: true);
        foreach (var row in rows)
            Row(xml, row, isHead: false);
        xml.WriteEndElement();
        Paragraph(xml, "");
    }

    private static void Row(XmlWriter xml, IReadOnlyList<string> cells, bool isHead)
    {
        xml.WriteStartElement("tr", W);
        if (isHead)
        {
            xml.WriteStartElement("trPr", W);
            xml.WriteElementString("tblHeader", W, "");
            xml.WriteEndElement();
        }
        foreach (var cell in cells)
        {
            xml.WriteStartElement("tc", W);
            xml.WriteStartElement("tcPr", W);
            Sized(xml, "tcW", Width / cells.Count);
            xml.WriteEndElement();
            Paragraph(xml, cell, isHead ? "TableHead" : null);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>A4 upright, 2 cm around.</summary>
    private static void Page(XmlWriter xml)
    {
        xml.WriteStartElement("sectPr", W);
        xml.WriteStartElement("pgSz", W);
        xml.WriteAttributeString("w", W, "11906");
        xml.WriteAttributeString("h", W, "16838");
        xml.WriteEndElement();
        xml.WriteStartElement("pgMar", W);
        foreach (var side in (string[])["top", "right", "bottom", "left"])
            xml.WriteAttributeString(side, W, "1134");
        foreach (var side in (string[])["header", "footer", "gutter"])
            xml.WriteAttributeString(side, W, "0");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Value(XmlWriter xml, string element, string value)
    {
        xml.WriteStartElement(element, W);
        xml.WriteAttributeString("val", W, value);
        xml.WriteEndElement();
    }

    private static void Sized(XmlWriter xml, string element, int width)
    {
        xml.WriteStartElement(element, W);
        xml.WriteAttributeString("w", W, Number(width));
        xml.WriteAttributeString("type", W, "dxa");
        xml.WriteEndElement();
    }

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The words without what may not stand in XML.</summary>
    private static string Clean(string words)
    {
        var clean = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
            if (rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value))
                clean.Append(rune.ToString());
        return clean.ToString();
    }

    private static string Styles(string language)
    {
        var heading = (string id, string name, int level, int size) =>
            $"""<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>""";
        return $"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="24"/><w:lang w:val="{(language == "de" ? "de-DE" : "en-GB")}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>{heading("Heading1", "heading 1", 0, 30)}{heading("Heading2", "heading 2", 1, 26)}<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="TableHead"><w:name w:val="Table Head"/><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>""";
    }

    /// <summary>A text that says of itself that it is UTF-8.</summary>
    private sealed class Utf8Writer() : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
