using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Ami.Core;

/// <summary>One order of a list.</summary>
internal abstract class SortColumn<T>
{
    public abstract Task<Result<Page<TRow>>> Read<TRow>(
        IQueryable<T> source,
        bool descending,
        string? cursor,
        int limit,
        Expression<Func<T, TRow>> select,
        CancellationToken cancellationToken
    );
}

/// <summary>Sorts by a key and then by id, and goes on after the key and id of the last row that was seen.</summary>
internal sealed class SortColumn<T, TKey>(Expression<Func<T, TKey>> key, Expression<Func<T, Guid>> id) : SortColumn<T>
    where T : class
{
    public override async Task<Result<Page<TRow>>> Read<TRow>(
        IQueryable<T> source,
        bool descending,
        string? cursor,
        int limit,
        Expression<Func<T, TRow>> select,
        CancellationToken cancellationToken
    )
    {
        if (!Cursor.Decode<Position>(cursor).Try(out var after, out var malformed))
        {
            return malformed;
        }

        if (after is not null)
        {
            source = source.Where(Beyond(after, descending));
        }

        var ordered = descending ? source.OrderByDescending(key).ThenByDescending(id) : source.OrderBy(key).ThenBy(id);
        var rows = await ordered.Take(limit + 1).Select(Keyed(select)).ToListAsync(cancellationToken);
        var page = Page<KeyedRow<TRow>>.Of(rows, limit, row => new Position(row.Key, row.Id));
        return new Page<TRow>([.. page.Items.Select(row => row.Row)], page.NextCursor);
    }

    /// <summary>A comparison of row values, which an index over both columns answers.</summary>
    private Expression<Func<T, bool>> Beyond(Position seen, bool descending)
    {
        // The cursor comes back from outside: a time in another zone is no value for the driver.
        var after = seen.Key is DateTimeOffset time ? seen with { Key = (TKey)(object)time.ToUniversalTime() } : seen;
        Expression<Func<TKey, Guid, bool>> test = descending
            ? (k, i) => EF.Functions.LessThan(ValueTuple.Create(k, i), ValueTuple.Create(after.Key, after.Id))
            : (k, i) => EF.Functions.GreaterThan(ValueTuple.Create(k, i), ValueTuple.Create(after.Key, after.Id));
        var row = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, bool>>(Fill(test.Body, row, (test.Parameters[0], key), (test.Parameters[1], id)), row);
    }

    private Expression<Func<T, KeyedRow<TRow>>> Keyed<TRow>(Expression<Func<T, TRow>> select)
    {
        Expression<Func<TRow, TKey, Guid, KeyedRow<TRow>>> shape = (r, k, i) =>
            new KeyedRow<TRow>
            {
                Row = r,
                Key = k,
                Id = i,
            };
        var row = Expression.Parameter(typeof(T));
        var body = Fill(shape.Body, row, (shape.Parameters[0], select), (shape.Parameters[1], key), (shape.Parameters[2], id));
        return Expression.Lambda<Func<T, KeyedRow<TRow>>>(body, row);
    }

    /// <summary>Puts expressions over the row where a template has parameters.</summary>
    private static Expression Fill(Expression template, ParameterExpression row, params ReadOnlySpan<(ParameterExpression Hole, LambdaExpression Of)> fillings)
    {
        foreach (var (hole, of) in fillings)
        {
            template = new Replacing(hole, new Replacing(of.Parameters[0], row).Visit(of.Body)).Visit(template);
        }

        return template;
    }

    private sealed record Position(TKey Key, Guid Id);

    private sealed class KeyedRow<TRow>
    {
        public required TRow Row { get; init; }
        public required TKey Key { get; init; }
        public required Guid Id { get; init; }
    }

    private sealed class Replacing(Expression what, Expression with) : ExpressionVisitor
    {
        [return: NotNullIfNotNull(nameof(node))]
        public override Expression? Visit(Expression? node) => node == what ? with : base.Visit(node);
    }
}
