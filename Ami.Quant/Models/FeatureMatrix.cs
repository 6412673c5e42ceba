namespace Ami.Quant.Models;

/// <summary>
/// An immutable table of features: <see cref="Rows"/> samples by <see cref="Columns"/> named features, stored by column.
/// A missing value is <see cref="double.NaN"/>. Views (<see cref="Slice"/>, <see cref="SelectColumns"/>) share the memory they
/// were made from, which must not be written to afterwards.
/// </summary>
public sealed class FeatureMatrix
{
    private readonly ReadOnlyMemory<double>[] _columns;
    private readonly string[] _names;

    private FeatureMatrix(string[] names, ReadOnlyMemory<double>[] columns, int rows)
    {
        _names = names;
        _columns = columns;
        Rows = rows;
    }

    /// <summary>Number of samples.</summary>
    public int Rows { get; }

    /// <summary>Number of features.</summary>
    public int Columns => _columns.Length;

    /// <summary>Feature names, one per column, unique.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The value of one sample and feature; <see cref="double.NaN"/> when missing.</summary>
    public double this[int row, int column] => _columns[column].Span[row];

    /// <summary>Takes over columns of equal length without copying them.</summary>
    /// <param name="names">One unique, non-empty name per column.</param>
    /// <param name="columns">The columns; NaN marks a missing value.</param>
    /// <exception cref="ArgumentException">Names and columns differ in number, columns differ in length, or a name repeats.</exception>
    public static FeatureMatrix FromColumns(IReadOnlyList<string> names, IReadOnlyList<ReadOnlyMemory<double>> columns)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(columns);
        if (names.Count != columns.Count)
        {
            throw new ArgumentException($"{names.Count} names for {columns.Count} columns.", nameof(names));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                throw new ArgumentException("A feature has no name.", nameof(names));
            }

            if (!seen.Add(name))
            {
                throw new ArgumentException($"Feature \"{name}\" appears twice.", nameof(names));
            }
        }

        var rows = columns.Count == 0 ? 0 : columns[0].Length;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Length != rows)
            {
                throw new ArgumentException($"Feature \"{names[i]}\" has {columns[i].Length} rows, the first has {rows}.", nameof(columns));
            }
        }

        return new FeatureMatrix([.. names], [.. columns], rows);
    }

    /// <summary>Takes over columns of equal length without copying them.</summary>
    /// <inheritdoc cref="FromColumns(IReadOnlyList{string}, IReadOnlyList{ReadOnlyMemory{double}})"/>
    public static FeatureMatrix FromColumns(IReadOnlyList<string> names, params double[][] columns) =>
        FromColumns(names, Array.ConvertAll(columns, c => (ReadOnlyMemory<double>)c));

    /// <summary>Copies row-major values (<c>values[row * names.Count + column]</c>).</summary>
    /// <exception cref="ArgumentException">The length is not a multiple of the number of names.</exception>
    public static FeatureMatrix FromRows(IReadOnlyList<string> names, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0 || values.Length % names.Count != 0)
        {
            throw new ArgumentException($"{values.Length} values do not fill rows of {names.Count} features.", nameof(values));
        }

        var rows = values.Length / names.Count;
        var columns = new double[names.Count][];
        for (var j = 0; j < columns.Length; j++)
        {
            var column = columns[j] = new double[rows];
            for (var i = 0; i < rows; i++)
            {
                column[i] = values[i * columns.Length + j];
            }
        }

        return FromColumns(names, columns);
    }

    /// <summary>The values of one feature over all samples.</summary>
    public ReadOnlySpan<double> Column(int column) => _columns[column].Span;

    /// <summary>Position of a feature by name, or -1.</summary>
    public int IndexOf(string name) => Array.IndexOf(_names, name);

    /// <summary>Copies one sample into <paramref name="destination"/> (length at least <see cref="Columns"/>).</summary>
    public void CopyRow(int row, Span<double> destination)
    {
        for (var j = 0; j < _columns.Length; j++)
        {
            destination[j] = _columns[j].Span[row];
        }
    }

    /// <summary>A view of <paramref name="count"/> consecutive samples, without copying.</summary>
    public FeatureMatrix Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Rows - start);
        return new FeatureMatrix(_names, Array.ConvertAll(_columns, c => c.Slice(start, count)), count);
    }

    /// <summary>Copies the given samples, in the given order; repeats are allowed.</summary>
    public FeatureMatrix SelectRows(ReadOnlySpan<int> rows)
    {
        var columns = new ReadOnlyMemory<double>[_columns.Length];
        for (var j = 0; j < columns.Length; j++)
        {
            var source = _columns[j].Span;
            var target = new double[rows.Length];
            for (var i = 0; i < rows.Length; i++)
            {
                target[i] = source[rows[i]];
            }

            columns[j] = target;
        }

        return new FeatureMatrix(_names, columns, rows.Length);
    }

    /// <summary>A view of the given features, in the given order, without copying.</summary>
    public FeatureMatrix SelectColumns(ReadOnlySpan<int> columns)
    {
        var names = new string[columns.Length];
        var selected = new ReadOnlyMemory<double>[columns.Length];
        for (var j = 0; j < columns.Length; j++)
        {
            names[j] = _names[columns[j]];
            selected[j] = _columns[columns[j]];
        }

        var view = FromColumns(names, selected);
        return columns.Length == 0 ? new FeatureMatrix(names, selected, Rows) : view;
    }

    /// <summary>This table with one more feature at the end, sharing the existing columns.</summary>
    /// <exception cref="ArgumentException">The length differs or the name is taken.</exception>
    public FeatureMatrix Append(string name, ReadOnlyMemory<double> column) => FromColumns([.. _names, name], [.. _columns, column]);
}
