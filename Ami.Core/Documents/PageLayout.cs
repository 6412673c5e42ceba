namespace Ami.Core.Documents;

/// <summary>What stands on a page: a whole block, or as much of one as fits.</summary>
/// <param name="Block">Whose it is; null for the title and the notice, which no block holds.</param>
/// <param name="Top">Its upper edge, in points from the sheet's.</param>
/// <param name="Height">In points.</param>
internal abstract record Piece(Block? Block, double Top, double Height);

/// <summary>Lines of a text.</summary>
internal sealed record TextPiece(Block? Block, double Top, double Height, TextStyle Style, IReadOnlyList<string> Lines) : Piece(Block, Top, Height);

/// <summary>A row of figures.</summary>
internal sealed record FiguresPiece(Block Block, double Top, double Height, IReadOnlyList<WrappedFigure> Figures) : Piece(Block, Top, Height);

/// <summary>A figure's two texts in lines.</summary>
internal sealed record WrappedFigure(IReadOnlyList<string> Label, IReadOnlyList<string> Value);

/// <summary>What a row of a table is.</summary>
internal enum RowKind
{
    Header,

    /// <summary>The header once more, on a further page: for the eye only.</summary>
    Repeated,
    Plain,
    Shaded,
    Totals,
}

/// <summary>A row of a table; a cell is its lines.</summary>
internal sealed record RowPiece(Table Table, double Top, double Height, RowKind Kind, IReadOnlyList<IReadOnlyList<string>> Cells) : Piece(Table, Top, Height);

/// <summary>A chart.</summary>
internal sealed record ChartPiece(LineChart Chart, double Top, double Height) : Piece(Chart, Top, Height);

/// <summary>A QR code.</summary>
internal sealed record QrCodePiece(QrCode Code, double Top, double Height) : Piece(Code, Top, Height);

/// <summary>Decides what stands where, before anything is drawn: only then is it known how many pages there are.</summary>
internal sealed class PageLayout
{
    private const double Gap = 8;

    private readonly List<List<Piece>> _pages =
    [
        [],
    ];
    private double _top = Sheet.Top;

    private PageLayout() { }

    private double Left => Sheet.Bottom - _top;

    /// <summary>The pages of a document; <c>document.row_too_tall</c> for a row that no page holds.</summary>
    public static Result<IReadOnlyList<IReadOnlyList<Piece>>> Of(Document document)
    {
        var layout = new PageLayout();
        layout.AddText(null, TextStyle.Title, document.Title);
        if (document.Notice is { } notice)
        {
            layout.AddText(null, TextStyle.Notice, notice);
        }

        for (var i = 0; i < document.Blocks.Count; i++)
        {
            if (document.Blocks[i] is Heading)
            {
                // A heading goes to where what it is about begins.
                layout._top += Gap;
                layout.Need(Beginning(document.Blocks, i));
            }

            if (layout.Add(document.Blocks[i]) is { } error)
            {
                return error;
            }
        }

        return layout._pages;
    }

    private Error? Add(Block block)
    {
        switch (block)
        {
            case Heading heading:
                AddText(heading, TextStyle.Heading, heading.Text);
                break;
            case Paragraph paragraph:
                AddText(paragraph, TextStyle.Body, paragraph.Text);
                break;
            case Display display:
                AddText(display, TextStyle.Display, display.Text);
                break;
            case QrCode code:
                Need(Sheet.QrCodeSide);
                Place(new QrCodePiece(code, _top, Sheet.QrCodeSide));
                _top += Gap;
                break;
            case KeyFigures figures:
                AddFigures(figures);
                break;
            case LineChart chart:
                Need(Sheet.ChartHeight);
                Place(new ChartPiece(chart, _top, Sheet.ChartHeight));
                _top += Gap;
                break;
            case Table table:
                return AddTable(table);
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, null);
        }

        return null;
    }

    /// <summary>How much of a block has to be on one page, in points; of a heading also what follows it.</summary>
    private static double Beginning(IReadOnlyList<Block> blocks, int index) =>
        index == blocks.Count
            ? 0
            : blocks[index] switch
            {
                Heading heading => (TextStyle.Heading.Wrap(heading.Text, Sheet.Column).Count * TextStyle.Heading.Line)
                    + (Gap / 2)
                    + (index + 1 < blocks.Count && blocks[index + 1] is Heading ? Gap : 0)
                    + Beginning(blocks, index + 1),
                KeyFigures { Items: [_, ..] items } => FiguresHeight(Wrapped([.. items.Take(Sheet.FiguresInRow)])),
                LineChart => Sheet.ChartHeight,
                QrCode => Sheet.QrCodeSide,
                Display => TextStyle.Display.Line,
                Table table => Header(table).Height + (table.Rows.Count > 0 ? Row(table, RowKind.Plain, table.Rows[0]).Height : 0),
                _ => TextStyle.Body.Line,
            };

    private void AddText(Block? block, TextStyle style, string text)
    {
        var lines = style.Wrap(text, Sheet.Column);
        var from = 0;
        while (from < lines.Count)
        {
            Need(style.Line);
            var some = Math.Min(lines.Count - from, (int)(Left / style.Line));
            Place(new TextPiece(block, _top, some * style.Line, style, [.. lines.Skip(from).Take(some)]));
            from += some;
        }

        _top += Gap / 2;
    }

    private void AddFigures(KeyFigures figures)
    {
        foreach (var row in figures.Items.Chunk(Sheet.FiguresInRow))
        {
            var wrapped = Wrapped(row);
            var height = FiguresHeight(wrapped);
            Need(height);
            Place(new FiguresPiece(figures, _top, height, wrapped));
        }

        _top += Gap;
    }

    private static IReadOnlyList<WrappedFigure> Wrapped(KeyFigure[] row)
    {
        const double Cell = (Sheet.Column / Sheet.FiguresInRow) - (2 * Sheet.Padding);
        return [.. row.Select(f => new WrappedFigure(TextStyle.Label.Wrap(f.Label, Cell), TextStyle.Value.Wrap(f.Value, Cell)))];
    }

    private static double FiguresHeight(IReadOnlyList<WrappedFigure> row) =>
        (row.Max(f => f.Label.Count) * TextStyle.Label.Line) + (row.Max(f => f.Value.Count) * TextStyle.Value.Line) + (2 * Sheet.Padding);

    private static RowPiece Header(Table table) => Row(table, RowKind.Header, [.. table.Columns.Select(c => c.Title)]);

    private Error? AddTable(Table table)
    {
        var header = Header(table);
        var rows = table.Rows.Select((cells, i) => Row(table, i % 2 == 0 ? RowKind.Plain : RowKind.Shaded, cells)).ToList();
        if (table.Totals is { } totals)
        {
            rows.Add(Row(table, RowKind.Totals, totals));
        }

        if (rows.Find(row => header.Height + row.Height > Sheet.Room) is not null)
        {
            return DocumentErrors.RowTooTall;
        }

        // The header never stands alone at the end of a page.
        Need(header.Height + (rows.Count > 0 ? rows[0].Height : 0));
        Place(header);
        foreach (var row in rows)
        {
            if (row.Height > Left)
            {
                TurnPage();
                Place(header with { Kind = RowKind.Repeated });
            }

            Place(row);
        }

        _top += Gap;
        return null;
    }

    private static RowPiece Row(Table table, RowKind kind, IReadOnlyList<string> cells)
    {
        if (cells.Count != table.Columns.Count)
        {
            throw new ArgumentException($"A row has {cells.Count} cells for {table.Columns.Count} columns.", nameof(cells));
        }

        var (style, widths) = (StyleOf(kind), Widths(table));
        var lines = cells.Select((text, i) => style.Wrap(text, widths[i] - (2 * Sheet.Padding))).ToList();
        return new RowPiece(table, 0, (lines.Max(cell => cell.Count) * style.Line) + Sheet.Padding, kind, lines);
    }

    internal static TextStyle StyleOf(RowKind kind) => kind is RowKind.Plain or RowKind.Shaded ? TextStyle.Cell : TextStyle.CellHeader;

    /// <summary>The widths of a table's columns, in points.</summary>
    internal static IReadOnlyList<double> Widths(Table table)
    {
        var all = table.Columns.Sum(c => c.Share);
        return [.. table.Columns.Select(c => c.Share / all * Sheet.Column)];
    }

    /// <summary>Turns the page unless there is so much room left.</summary>
    private void Need(double height)
    {
        if (height > Left && _top > Sheet.Top)
        {
            TurnPage();
        }
    }

    private void TurnPage()
    {
        _pages.Add([]);
        _top = Sheet.Top;
    }

    private void Place(Piece piece)
    {
        _pages[^1].Add(piece with { Top = _top });
        _top += piece.Height;
    }
}
