using Ami.Core.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.Core.Documents;

/// <summary>What holds of the pages of any document.</summary>
[TestClass]
public sealed class PageLayoutProperties
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements("", "a", "BTC-SIM", "two words", "  spaces  ", "Donaudampfschifffahrtsgesellschaftskapitän", "ñ€漢😀", "line\nbreak"),
        from count in Gen.Choose(1, 60)
        from word in Gen.Elements("short", "considerably-longer-than-that", "x")
        select string.Join(' ', Enumerable.Repeat(word, count))
    );

    private static readonly Gen<Block> Blocks = Gen.Frequency(
        (2, Gen.Elements("Short", "A heading that is a little longer").Select(text => (Block)new Heading(text))),
        (3, Texts.Select(text => (Block)new Paragraph(text))),
        (1, Gen.Choose(1, 7).SelectMany(n => Gen.ArrayOf(Texts, n)).Select(all => (Block)new KeyFigures([.. all.Select(text => new KeyFigure(text, "1"))]))),
        (1, Gen.Constant((Block)new LineChart("chart", [new(DateTimeOffset.UnixEpoch, 1m)]))),
        (4, Gen.Choose(0, 90).SelectMany(rows => Gen.ArrayOf(Gen.ArrayOf(Texts, 3), rows)).Select(TableOf))
    );

    [TestMethod]
    public void Pages_AnyDocument_HoldEveryRowOnceInOrderAndNothingBelowTheEdge() =>
        Prop.ForAll(Gen.Choose(0, 8).SelectMany(n => Gen.ArrayOf(Blocks, n)).ToArbitrary(), HoldsEverythingOnce)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [TestMethod]
    public void Wrap_AnyText_FitsAndLosesNothingButSpaces() =>
        Prop.ForAll(
                (from text in Texts from width in Gen.Choose(12, 300) select (text, width)).ToArbitrary(),
                given =>
                {
                    var lines = TextStyle.Cell.Wrap(given.text, given.width);
                    lines.ShouldAllBe(line => TextStyle.Cell.Width(line) <= given.width);
                    Letters(string.Concat(lines)).ShouldBe(Letters(TextStyle.Cell.Face.Drawable(given.text)));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static void HoldsEverythingOnce(Block[] blocks)
    {
        var pages = PageLayout.Of(PdfDocumentsTests.Of(Language.En, blocks)).Value;
        foreach (var page in pages)
        {
            page.ShouldNotBeEmpty();
            page[0].Top.ShouldBe(Sheet.Top);
            page.ShouldAllBe(piece => piece.Top + piece.Height <= Sheet.Bottom + 0.001);
            page.Zip(page.Skip(1)).ShouldAllBe(pair => pair.First.Top + pair.First.Height <= pair.Second.Top + 0.001);
            if (page != pages[^1])
            {
                page[^1].Block.ShouldNotBeOfType<Heading>();
            }

            // Rows begin a page with the header once more, or come after the table's own.
            (page[0] as RowPiece)?.Kind.ShouldBeOneOf(RowKind.Header, RowKind.Repeated);
            if (page[^1] is RowPiece last && last.Table.Rows.Count > 0)
            {
                last.Kind.ShouldBeOneOf(RowKind.Plain, RowKind.Shaded);
            }
        }

        foreach (var table in blocks.OfType<Table>())
        {
            var rows = pages.SelectMany(page => page).OfType<RowPiece>().Where(row => ReferenceEquals(row.Table, table)).ToList();
            rows.Count(row => row.Kind == RowKind.Header).ShouldBe(1);
            rows.Where(row => row.Kind is RowKind.Plain or RowKind.Shaded)
                .Select(row => row.Cells[0].Count > 0 ? row.Cells[0][0] : "")
                .ShouldBe(table.Rows.Select((_, i) => $"#{i}"));
        }
    }

    /// <summary>Each row begins with its number, so that it is known again.</summary>
    private static Block TableOf(string[][] rows) =>
        new Table(
            [new Column("No.", 1), new Column("Text", 3), new Column("Text", 2, Numeric: true)],
            [.. rows.Select((cells, i) => (IReadOnlyList<string>)[$"#{i}", cells[1], cells[2]])]
        );

    private static string Letters(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
