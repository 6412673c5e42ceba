using Npgsql;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>Practice trading today, for the admin area's front page.</summary>
internal sealed class PaperFigures(NpgsqlDataSource dataSource, TimeProvider time) : IFigures
{
    public async Task<IReadOnlyList<Figure>> Read(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select (select count(*) from paper_trading.orders where id >= $1),
                   (select count(*) from paper_trading.orders where status in ('Pending', 'Working')),
                   (select count(*) from paper_trading.positions where closed_at is null)
            """
        );
        command.With(FirstIdOf(time.GetUtcNow().UtcDateTime.Date));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return [new("paper.orders_today", reader.GetInt64(0)), new("paper.orders_open", reader.GetInt64(1)), new("paper.positions_open", reader.GetInt64(2))];
    }

    /// <summary>Ids begin with their time (RFC 9562 §5.7), so the primary key finds what is of today.</summary>
    private static Guid FirstIdOf(DateTime day)
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = new DateTimeOffset(day, TimeSpan.Zero).ToUnixTimeMilliseconds();
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
