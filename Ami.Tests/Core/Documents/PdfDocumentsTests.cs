using System.Globalization;
using Ami.Core.Documents;
using UglyToad.PdfPig.Tokens;

namespace Ami.Tests.Core.Documents;

[TestClass]
public sealed class PdfDocumentsTests
{
    private static readonly DateTimeOffset MadeAt = new(2026, 5, 31, 9, 30, 0, TimeSpan.Zero);

    [TestMethod]
    public void Write_LongTable_HasItsHeaderOnEveryPageAndCountsThem()
    {
        using var pdf = new PdfText(Of(Language.En, Rows(150)));
        pdf.Pages.Count.ShouldBeGreaterThan(2);
        for (var page = 0; page < pdf.Pages.Count; page++)
        {
            pdf.Pages[page].ShouldContain("Instrument");
            pdf.Pages[page].ShouldContain($"Page {page + 1} of {pdf.Pages.Count}");
            pdf.Pages[page].ShouldContain("Only practice money");
        }

        for (var row = 0; row < 150; row++)
        {
            pdf.Pages.Count(page => page.Contains($"row-{row:000}", StringComparison.Ordinal)).ShouldBe(1);
        }

        pdf.Pages[^1].ShouldContain("Sum");
    }

    [TestMethod]
    public void Write_Spanish_SaysItsWordsInSpanish()
    {
        using var pdf = new PdfText(Of(Language.Es, new Paragraph("Ñandú, ¿cuánto? ¡Más! 1.234,56 € · £ ¥"), Chart(40_000m, 42_500.5m)));
        pdf.All.ShouldContain("Ñandú, ¿cuánto? ¡Más! 1.234,56 € · £ ¥");
        pdf.All.ShouldContain("Página 1 de 1");
        pdf.All.ShouldContain("40.000");
        pdf.All.ShouldContain("1 may 2026");
        pdf.All.ShouldContain("31 may 2026");
        Text(pdf.Catalog.Data["Lang"]).ShouldBe("es");
    }

    [TestMethod]
    public void Write_WhatTheTypefaceLacks_IsShownAsAReplacement()
    {
        using var pdf = new PdfText(Of(Language.En, new Paragraph("a漢b😀c\uD800d\u0007e")));
        pdf.All.ShouldContain("a\uFFFDb\uFFFDc\uFFFDd e");
    }

    [TestMethod]
    public void Write_EveryPart_IsTaggedForAssistiveTechnology()
    {
        using var pdf = new PdfText(Of(Language.En, new Heading("Part"), new KeyFigures([new("Cash", "1"), new("Fees", "2")]), Chart(1m, 2m), Rows(100)));
        var structure = pdf.Structure().ToList();
        int Count(string type) => structure.Count(s => s.Type == type);
        structure[0].Type.ShouldBe("Document");
        (Count("H1"), Count("H2"), Count("L"), Count("LI"), Count("Figure"), Count("Table")).ShouldBe((1, 1, 1, 2, 1, 1));
        // The header once, whatever the number of pages; a row's cells each on their own; the sum with its name as a header.
        (Count("TR"), Count("TH"), Count("TD")).ShouldBe((102, 3 + 1, (100 * 3) + 2));
        structure.Where(s => s.Type == "TH").ShouldAllBe(th => ((DictionaryToken)pdf.Resolve(th.Element.Data["A"])).Data.ContainsKey("Scope"));
        Text(structure.Single(s => s.Type == "Figure").Element.Data["Alt"]).ShouldBe("It went from one to two.");
        ((BooleanToken)((DictionaryToken)pdf.Resolve(pdf.Catalog.Data["MarkInfo"])).Data["Marked"]).Data.ShouldBeTrue();
        ((BooleanToken)((DictionaryToken)pdf.Resolve(pdf.Catalog.Data["ViewerPreferences"])).Data["DisplayDocTitle"]).Data.ShouldBeTrue();
        Text(pdf.Catalog.Data["Lang"]).ShouldBe("en");
    }

    [TestMethod]
    public void Write_TitleWithMarkup_LeavesTheMetadataReadable()
    {
        using var pdf = new PdfText(Of(Language.En) with { Title = "Mine & <yours>" });
        pdf.Pdf.TryGetXmpMetadata(out var metadata).ShouldBeTrue();
        var xml = metadata!.GetXDocument();
        xml.Descendants(System.Xml.Linq.XName.Get("part", "http://www.aiim.org/pdfua/ns/id/")).Single().Value.ShouldBe("1");
        pdf.Pdf.Information.Title.ShouldBe("Mine + ‹yours›");
        pdf.All.ShouldContain("Mine & <yours>");
    }

    [TestMethod]
    public void Write_SameDocumentByManyAtOnce_GivesTheSameBytes()
    {
        var first = PdfDocuments.Write(Of(Language.En, Rows(60), Chart(1m, 2m))).Value;
        Parallel.For(0, 8, _ => PdfDocuments.Write(Of(Language.En, Rows(60), Chart(1m, 2m))).Value.AsSpan().SequenceEqual(first).ShouldBeTrue());
        PdfDocuments.Write(Of(Language.En, Rows(61))).Value.AsSpan().SequenceEqual(first).ShouldBeFalse();
    }

    [TestMethod]
    public void Write_OnlyGlyphsThatAreUsed_AreEmbedded() => PdfDocuments.Write(Of(Language.En, new Paragraph("few"))).Value.Length.ShouldBeLessThan(60_000);

    [TestMethod]
    public void Write_TooMuch_IsRefusedWithAStableCode()
    {
        PdfDocuments.Write(Of(Language.En, Rows(PdfDocuments.MostRows), Rows(1))).Error.Code.ShouldBe("document.too_long");
        var tall = new Table(
            [new Column("A", 1)],
            [
                [new string('x', 50_000)],
            ]
        );
        PdfDocuments.Write(Of(Language.En, tall)).Error.Code.ShouldBe("document.row_too_tall");
    }

    [TestMethod]
    [DataRow(99_214, 101_078, 99_000, 101_500)]
    [DataRow(-3, 4, -4, 4)]
    [DataRow(100, 100, 99, 101)]
    [DataRow(0, 0, -1, 1)]
    public void ValueScale_OfValues_HasRoundNumbersAroundThem(int lowest, int highest, int from, int to)
    {
        var scale = ValueScale.Of(lowest, highest, 5);
        (scale.Lowest, scale.Highest).ShouldBe((from, to));
        (scale.Ticks[0], scale.Ticks[^1]).ShouldBe((scale.Lowest, scale.Highest));
        scale.Ticks.Count.ShouldBeInRange(3, 8);
    }

    internal static Document Of(Language language, params IReadOnlyList<Block> blocks) =>
        new("A document", language, TimeZoneInfo.Utc, MadeAt) { Notice = "Only practice money", Blocks = blocks };

    internal static Table Rows(int count) =>
        new(
            [new Column("Instrument", 2), new Column("Note", 3), new Column("Amount", 1, Numeric: true)],
            [.. Enumerable.Range(0, count).Select(i => (IReadOnlyList<string>)[$"row-{i:000}", "note", i.ToString("N2", CultureInfo.InvariantCulture)])]
        )
        {
            Totals = ["Sum", "", "1"],
        };

    private static LineChart Chart(decimal first, decimal last) => new("It went from one to two.", [new(MadeAt.AddDays(-30), first), new(MadeAt, last)]);

    private static string Text(IToken token) => token is HexToken hex ? hex.Data : ((StringToken)token).Data;
}
