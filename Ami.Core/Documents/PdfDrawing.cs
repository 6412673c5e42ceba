using System.Globalization;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Ami.Core.Documents;

/// <summary>Draws laid out pages, and tells what each thing on them is: everything stands in the structure tree, or is marked as an artifact.</summary>
internal sealed class PdfDrawing
{
    private static readonly XBrush Shade = new XSolidBrush(XColor.FromArgb(0xF3, 0xF4, 0xF6));
    private static readonly XPen Rule = new(XColor.FromArgb(0xC9, 0xCD, 0xD3), 0.6);
    private static readonly XBrush Muted = new XSolidBrush(XColor.FromArgb(0x4B, 0x52, 0x5C));
    private static readonly XBrush NoticeColour = new XSolidBrush(XColor.FromArgb(0x8A, 0x4B, 0x00));

    private readonly Document _document;
    private readonly PdfDocument _pdf;
    private readonly StructureBuilder _structure;
    private readonly XPdfFontOptions _fonts = new(PdfFontEncoding.Unicode);
    private readonly Dictionary<TextStyle, XFont> _made = [];

    public PdfDrawing(Document document, PdfDocument pdf)
    {
        (_document, _pdf) = (document, pdf);
        var accessible = UAManager.ForDocument(pdf);
        accessible.SetDocumentLanguage(document.Language == Language.Es ? "es" : "en");
        _structure = accessible.StructureBuilder;
        // PDFsharp copies it into XML without escaping.
        pdf.Info.Title = Typeface.Regular.Drawable(document.Title).Replace('<', '‹').Replace('>', '›').Replace('&', '+');
        pdf.Info.Creator = "AMI";
        pdf.Info.CreationDate = document.MadeAt.UtcDateTime;
        pdf.Info.ModificationDate = document.MadeAt.UtcDateTime;
    }

    public void Draw(IReadOnlyList<IReadOnlyList<Piece>> pages)
    {
        var all = pages.SelectMany(page => page).ToList();
        var at = 0;
        for (var number = 1; number <= pages.Count; number++)
        {
            var page = _pdf.AddPage();
            page.Width = XUnit.FromPoint(Sheet.Width);
            page.Height = XUnit.FromPoint(Sheet.Height);
            using var paper = XGraphics.FromPdfPage(page);
            DrawMargins(paper, number, pages.Count);
            foreach (var piece in pages[number - 1])
            {
                var (before, after) = (at > 0 ? all[at - 1] : null, at + 1 < all.Count ? all[at + 1] : null);
                var opens = before is null || piece.Block is null || !ReferenceEquals(before.Block, piece.Block);
                var closes = after is null || piece.Block is null || !ReferenceEquals(after.Block, piece.Block);
                Draw(paper, piece, opens, closes);
                at++;
            }
        }
    }

    private void Draw(XGraphics paper, Piece piece, bool opens, bool closes)
    {
        switch (piece)
        {
            case TextPiece text:
                Within(
                    opens,
                    closes,
                    () => _structure.BeginElement(TagOf(text)),
                    () => Lines(paper, text.Lines, text.Style, Sheet.Margin, text.Top, BrushOf(text))
                );
                break;
            case FiguresPiece figures:
                Within(opens, closes, () => _structure.BeginElement(PdfBlockLevelElementTag.List), () => DrawFigures(paper, figures));
                break;
            case RowPiece row:
                Within(opens, closes, () => _structure.BeginElement(PdfBlockLevelElementTag.Table), () => DrawRow(paper, row));
                break;
            case ChartPiece chart:
                var box = new XRect(Sheet.Margin, chart.Top, Sheet.Column, chart.Height);
                _structure.BeginElement(PdfIllustrationElementTag.Figure, chart.Chart.Alternative, box);
                new ChartDrawing(chart.Chart, _document, Font).Draw(paper, box);
                _structure.End();
                break;
            case QrCodePiece code:
                var square = new XRect(Sheet.Margin, code.Top, code.Height, code.Height);
                _structure.BeginElement(PdfIllustrationElementTag.Figure, code.Code.Alternative, square);
                QrDrawing.Draw(paper, code.Code.Content, square);
                _structure.End();
                break;
        }
    }

    private void Within(bool opens, bool closes, Action begin, Action draw)
    {
        if (opens)
        {
            begin();
        }

        draw();
        if (closes)
        {
            _structure.End();
        }
    }

    private static PdfBlockLevelElementTag TagOf(TextPiece text) =>
        text switch
        {
            { Style: var style } when style == TextStyle.Title => PdfBlockLevelElementTag.Heading1,
            { Block: Heading } => PdfBlockLevelElementTag.Heading2,
            _ => PdfBlockLevelElementTag.Paragraph,
        };

    private static XBrush BrushOf(TextPiece text) => text.Style == TextStyle.Notice ? NoticeColour : XBrushes.Black;

    private void DrawFigures(XGraphics paper, FiguresPiece piece)
    {
        const double Width = Sheet.Column / Sheet.FiguresInRow;
        var values = piece.Top + (piece.Figures.Max(f => f.Label.Count) * TextStyle.Label.Line);
        for (var i = 0; i < piece.Figures.Count; i++)
        {
            var left = Sheet.Margin + (i * Width);
            _structure.BeginElement(PdfBlockLevelElementTag.ListItem);
            _structure.BeginElement(PdfBlockLevelElementTag.Label);
            Lines(paper, piece.Figures[i].Label, TextStyle.Label, left, piece.Top, Muted);
            _structure.End();
            _structure.BeginElement(PdfBlockLevelElementTag.ListBody);
            Lines(paper, piece.Figures[i].Value, TextStyle.Value, left, values, XBrushes.Black);
            _structure.End();
            _structure.End();
        }
    }

    private void DrawRow(XGraphics paper, RowPiece row)
    {
        Artifact(() =>
        {
            if (row.Kind == RowKind.Shaded)
            {
                paper.DrawRectangle(Shade, Sheet.Margin, row.Top, Sheet.Column, row.Height);
            }

            var edge = row.Kind == RowKind.Totals ? row.Top : row.Top + row.Height;
            paper.DrawLine(Rule, Sheet.Margin, edge, Sheet.Margin + Sheet.Column, edge);
        });
        if (row.Kind == RowKind.Repeated)
        {
            Artifact(() => DrawCells(paper, row, _ => { }, () => { }));
            return;
        }

        _structure.BeginElement(PdfBlockLevelElementTag.TableRow);
        DrawCells(paper, row, column => BeginCell(row.Kind, column), _structure.End);
        _structure.End();
    }

    private void BeginCell(RowKind kind, int column)
    {
        // What sums up is named by its first cell, as a column is by its header.
        var scope =
            kind == RowKind.Header ? "/Column"
            : kind == RowKind.Totals && column == 0 ? "/Row"
            : null;
        _structure.BeginElement(scope is null ? PdfBlockLevelElementTag.TableDataCell : PdfBlockLevelElementTag.TableHeaderCell);
        if (scope is not null)
        {
            var attributes = new PdfDictionary(_pdf);
            attributes.Elements.SetName("/O", "/Table");
            attributes.Elements.SetName("/Scope", scope);
            _structure.CurrentStructureElement.Elements.SetObject("/A", attributes);
        }
    }

    private void DrawCells(XGraphics paper, RowPiece row, Action<int> begin, Action end)
    {
        var (style, widths, left) = (PageLayout.StyleOf(row.Kind), PageLayout.Widths(row.Table), Sheet.Margin);
        for (var i = 0; i < widths.Count; i++)
        {
            begin(i);
            var right = row.Table.Columns[i].Numeric ? left + widths[i] - Sheet.Padding : (double?)null;
            Lines(paper, row.Cells[i], style, left + Sheet.Padding, row.Top + (Sheet.Padding / 2), XBrushes.Black, right);
            end();
            left += widths[i];
        }
    }

    /// <summary>What repeats on every page: the eye wants it, a screen reader does not.</summary>
    private void DrawMargins(XGraphics paper, int number, int count) =>
        Artifact(() =>
        {
            const double Foot = Sheet.Height - 42;
            const double Right = Sheet.Margin + Sheet.Column;
            Lines(paper, ["AMI"], TextStyle.CellHeader, Sheet.Margin, 34, Muted);
            if (_document.Notice is { } notice)
            {
                Lines(paper, [.. TextStyle.CellHeader.Wrap(notice, Sheet.Column - 60).Take(1)], TextStyle.CellHeader, Sheet.Margin, 34, NoticeColour, Right);
            }

            var pages = string.Create(CultureInfo.InvariantCulture, $"{number} / {count}");
            var words =
                _document.Language == Language.Es
                    ? $"Página {pages.Replace("/", "de", StringComparison.Ordinal)}"
                    : $"Page {pages.Replace("/", "of", StringComparison.Ordinal)}";
            paper.DrawLine(Rule, Sheet.Margin, Foot - 4, Right, Foot - 4);
            Lines(paper, [TextStyle.Cell.Wrap(_document.Title, Sheet.Column - 90)[0]], TextStyle.Cell, Sheet.Margin, Foot, Muted);
            Lines(paper, [words], TextStyle.Cell, Sheet.Margin, Foot, Muted, Right);
        });

    private void Artifact(Action draw)
    {
        _structure.BeginArtifact();
        draw();
        _structure.End();
    }

    private void Lines(XGraphics paper, IReadOnlyList<string> lines, TextStyle style, double left, double top, XBrush brush, double? right = null)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            // The space at the break, so that whoever reads the text out or copies it does not get two words in one.
            var text = i + 1 < lines.Count ? lines[i] + " " : lines[i];
            var x = right is { } edge ? edge - style.Width(lines[i]) : left;
            paper.DrawString(text, Font(style), brush, x, top + (i * style.Line) + style.Baseline, XStringFormats.BaseLineLeft);
        }
    }

    private XFont Font(TextStyle style)
    {
        if (!_made.TryGetValue(style, out var font))
        {
            _made.Add(style, font = style.Font(_fonts));
        }

        return font;
    }
}
