using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Ami.Core;

/// <summary>Which part of a list is asked for. Bind it with <c>[AsParameters]</c>.</summary>
/// <param name="Sort">Name of a column, with a leading <c>-</c> for descending; null is the list's own order.</param>
/// <param name="Cursor">Where to go on; only together with the sort order it was given out with. Null is the beginning.</param>
/// <param name="Limit">Rows per page, from 1 to 200; null is 50.</param>
public readonly record struct PageRequest(string? Sort = null, string? Cursor = null, int? Limit = null);

/// <summary>
/// The columns a list may be sorted by, and its pages and exports in that order. Every order is made total by the rows' id, and pages go on after the last
/// row that was seen (keyset), so a page costs the same wherever it is. Made once per list, kept in a static field.
/// </summary>
/// <typeparam name="T">The entity that is listed.</typeparam>
/// <param name="id">Its id.</param>
/// <param name="initial">The order when none is asked for, for example <c>-createdAt</c>.</param>
public sealed class ListOrder<T>(Expression<Func<T, Guid>> id, string initial)
    where T : class
{
    /// <summary>Matches are counted up to this many: nobody reads on that far, and counting would cost more than the page itself.</summary>
    public const int CountLimit = 1_000;

    private const int ExportBatch = 2_000;
    private readonly Dictionary<string, SortColumn<T>> _columns = new(StringComparer.Ordinal);

    /// <summary>Allows a column; wants an index over it and the id where the list can grow.</summary>
    /// <param name="name">As the JSON of the row names it.</param>
    /// <param name="key">Its value, never null in the database.</param>
    public ListOrder<T> By<TKey>(string name, Expression<Func<T, TKey>> key)
    {
        _columns.Add(name, new SortColumn<T, TKey>(key, id));
        return this;
    }

    /// <summary>One page; the first one also says how many rows there are.</summary>
    /// <param name="source">The rows that match the caller's filters and are theirs to see.</param>
    /// <param name="request">Order and position.</param>
    /// <param name="select">What of a row is shown.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The page, or <c>sort.unknown</c>, or <c>cursor.malformed</c>.</returns>
    public async Task<Result<Page<TRow>>> Page<TRow>(
        IQueryable<T> source,
        PageRequest request,
        Expression<Func<T, TRow>> select,
        CancellationToken cancellationToken
    )
    {
        if (!Column(request.Sort).Try(out var order, out var unknown))
        {
            return unknown;
        }

        var read = await order.Column.Read(source, order.Descending, request.Cursor, Cursor.Limit(request.Limit), select, cancellationToken);
        if (!read.Try(out var page, out var malformed))
        {
            return malformed;
        }

        return string.IsNullOrEmpty(request.Cursor) ? page with { Total = await Count(source, page, cancellationToken) } : page;
    }

    /// <summary>Every row, for an export: read in batches, so that a slow client holds neither a connection nor a snapshot.</summary>
    /// <returns>The rows, or <c>sort.unknown</c>.</returns>
    public Result<IAsyncEnumerable<TRow>> All<TRow>(IQueryable<T> source, string? sort, Expression<Func<T, TRow>> select) =>
        Column(sort).Map(order => Batches(order, source, select));

    private static async IAsyncEnumerable<TRow> Batches<TRow>(
        (SortColumn<T> Column, bool Descending) order,
        IQueryable<T> source,
        Expression<Func<T, TRow>> select,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        string? cursor = null;
        do
        {
            var page = (await order.Column.Read(source, order.Descending, cursor, ExportBatch, select, cancellationToken)).Value;
            foreach (var row in page.Items)
            {
                yield return row;
            }

            cursor = page.NextCursor;
        } while (cursor is not null);
    }

    private Result<(SortColumn<T> Column, bool Descending)> Column(string? sort)
    {
        var asked = string.IsNullOrEmpty(sort) ? initial : sort;
        var descending = asked.StartsWith('-');
        return _columns.TryGetValue(descending ? asked[1..] : asked, out var column)
            ? (column, descending)
            : Error.Invalid("sort.unknown", $"This list is sorted by one of: {string.Join(", ", _columns.Keys)}; with a leading - for descending.");
    }

    private static async Task<int?> Count<TRow>(IQueryable<T> source, Page<TRow> first, CancellationToken cancellationToken)
    {
        if (first.NextCursor is null)
        {
            return first.Items.Count;
        }

        var count = await source.Take(CountLimit + 1).CountAsync(cancellationToken);
        return count > CountLimit ? null : count;
    }
}
