namespace Ami.Core.Documents;

/// <summary>Why a document cannot be made.</summary>
internal static class DocumentErrors
{
    public static Error TooLong(int rows) =>
        new(
            "document.too_long",
            $"This would have {rows} rows; a document holds at most {PdfDocuments.MostRows}. Ask for less of it.",
            ErrorKind.Unprocessable
        );

    public static Error RowTooTall { get; } =
        new("document.row_too_tall", "One row has a text that is longer than a page. Shorten it.", ErrorKind.Unprocessable);
}
