namespace Ami.Modules.Market.Import.Reading;

/// <summary>A file's first lines parted into cells, whether or not it is known what they are.</summary>
/// <param name="Titles">Of the columns; empty when they have none.</param>
/// <param name="Rows">The rows that follow, in the order of the file; all as wide as the table.</param>
internal sealed record SeenTable(IReadOnlyList<string> Titles, IReadOnlyList<string[]> Rows);
