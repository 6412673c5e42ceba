using System.Text.Json;
using Ami.Modules.Market.History;
using Npgsql;

namespace Ami.Modules.Market.Symbols;

/// <summary>A calendar as it is stored.</summary>
/// <param name="Calendar">What it says.</param>
/// <param name="Symbols">How many symbols trade by it.</param>
/// <param name="Version">To be given back with a change.</param>
internal sealed record StoredCalendar(TradingCalendar Calendar, int Symbols, int Version);

/// <summary><c>market.calendars</c>.</summary>
internal static class Calendars
{
    private const string Select = """
        select c.code, c.name, c.zone, c.hours::text, c.exceptions::text, (select count(*)::int from market.symbols s where s.calendar = c.code), c.version
        from market.calendars c
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>All of them, by name.</summary>
    public static async Task<List<StoredCalendar>> All(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"{Select} order by c.name, c.code");
        return await Read(command, cancellationToken);
    }

    /// <summary>One, which nobody else changes until the transaction ends; null where there is none.</summary>
    public static async Task<StoredCalendar?> Find(UnitOfWork unitOfWork, string code, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command($"{Select} where c.code = $1 for update of c");
        return (await Read(command.With(code), cancellationToken)).SingleOrDefault();
    }

    /// <summary>When the market of a symbol opens by its calendar; null where it has none, or none that says so.</summary>
    public static async Task<Opening?> OpeningOf(NpgsqlConnection connection, int symbolId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"{Select} where c.code = (select calendar from market.symbols where id = $1)", connection);
        return (await Read(command.With(symbolId), cancellationToken)).SingleOrDefault()?.Calendar.Opening;
    }

    /// <summary>Stores one, new or in place of what it was.</summary>
    /// <param name="unitOfWork">The transaction.</param>
    /// <param name="calendar">What it is to say.</param>
    /// <param name="version">Of what it takes the place of; 0 for a new one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False where somebody else stored it meanwhile: a row that is not there yet cannot be held.</returns>
    public static async Task<bool> Store(UnitOfWork unitOfWork, TradingCalendar calendar, int version, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            insert into market.calendars as c (code, name, zone, hours, exceptions, version) values ($1, $2, $3, $4::jsonb, $5::jsonb, 1)
            on conflict (code) do update set name = excluded.name, zone = excluded.zone, hours = excluded.hours, exceptions = excluded.exceptions, version = c.version + 1
            where c.version = $6
            """
        );
        command
            .With(calendar.Code)
            .With(calendar.Name)
            .With(calendar.Zone)
            .With(JsonSerializer.Serialize(calendar.Hours, Json))
            .With(JsonSerializer.Serialize(calendar.Exceptions, Json))
            .With(version);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static async Task<List<StoredCalendar>> Read(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var calendars = new List<StoredCalendar>();
        while (await reader.ReadAsync(cancellationToken))
        {
            calendars.Add(
                new StoredCalendar(
                    new TradingCalendar(
                        Code: reader.GetString(0),
                        Name: reader.GetString(1),
                        Zone: reader.GetString(2),
                        Hours: JsonSerializer.Deserialize<List<TradingHours>>(reader.GetString(3), Json) ?? [],
                        Exceptions: JsonSerializer.Deserialize<List<CalendarException>>(reader.GetString(4), Json) ?? []
                    ),
                    reader.GetInt32(5),
                    reader.GetInt32(6)
                )
            );
        }

        return calendars;
    }
}
