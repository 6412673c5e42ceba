using PdfSharp.Pdf;

namespace Ami.Core.Documents;

/// <summary>Makes PDFs.</summary>
public static class PdfDocuments
{
    /// <summary>Rows that the tables of a document may have together.</summary>
    public const int MostRows = 5000;

    /// <summary>The content type of what <see cref="Write"/> makes.</summary>
    public const string ContentType = "application/pdf";

    static PdfDocuments() => Typeface.Register();

    /// <summary>
    /// Makes a PDF: A4, with its typeface embedded, its structure tagged (headings, paragraphs, lists, tables with header cells, charts with their alternative
    /// text), its language and title where assistive technology looks for them. The same document gives the same bytes, on every machine. What the typeface
    /// lacks is shown as U+FFFD. Takes a few milliseconds a page, on the processor alone.
    /// </summary>
    /// <param name="document">What it says.</param>
    /// <returns>The file; or <c>document.too_long</c>, <c>document.row_too_tall</c>.</returns>
    public static Result<byte[]> Write(Document document)
    {
        if (document.Blocks.OfType<Table>().Sum(table => table.Rows.Count) is var rows and > MostRows)
        {
            return DocumentErrors.TooLong(rows);
        }

        if (!PageLayout.Of(document).Try(out var pages, out var error))
        {
            return error;
        }

        using var pdf = new PdfDocument();
        new PdfDrawing(document, pdf).Draw(pages);
        using var file = new MemoryStream();
        pdf.Save(file);
        return PdfMarks.Fixed(file.ToArray());
    }
}
