using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Symbols;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.Market.Features.Symbols;

/// <summary>A calendar as staff see it.</summary>
/// <param name="Calendar">What it says.</param>
/// <param name="Symbols">How many symbols trade by it.</param>
/// <param name="Next">Its next sessions, from now on: the first may have begun.</param>
/// <param name="Version">To be given back with a change.</param>
internal sealed record CalendarView(TradingCalendar Calendar, int Symbols, IReadOnlyList<TradingSession> Next, int Version);

/// <param name="Items">By name.</param>
internal sealed record CalendarList(IReadOnlyList<CalendarView> Items);

/// <summary>When markets trade, for staff.</summary>
internal static class KeepCalendars
{
    private const int SessionsShown = 5;

    /// <param name="Name">Name for people.</param>
    /// <param name="Zone">IANA name of the time zone.</param>
    /// <param name="Hours">Regular hours.</param>
    /// <param name="Exceptions">Days with other hours.</param>
    /// <param name="Version">Of what was seen; 0 for a new one.</param>
    internal sealed record PutCalendarRequest(
        string Name,
        string Zone,
        IReadOnlyList<TradingHours> Hours,
        IReadOnlyList<CalendarException> Exceptions,
        int Version
    );

    public static void Map(IEndpointRouteBuilder calendars)
    {
        calendars
            .MapGet("", All)
            .RequirePermission(SymbolPermissions.Read)
            .WithName("ListCalendars")
            .WithSummary("When markets trade: regular hours and other days.");
        calendars
            .MapPut("/{code}", Put)
            .RequirePermission(SymbolPermissions.Manage)
            .WithName("PutCalendar")
            .WithSummary("Makes a calendar, or changes it; sessions go by it within seconds, bars from the next import on.");
        calendars
            .MapDelete("/{code}", Delete)
            .RequirePermission(SymbolPermissions.Manage)
            .WithName("DeleteCalendar")
            .WithSummary("Deletes a calendar that no symbol has.");
    }

    private static async Task<Ok<CalendarList>> All(NpgsqlDataSource dataSource, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Ok(new CalendarList([.. (await Calendars.All(dataSource, cancellationToken)).Select(stored => View(stored, time.GetUtcNow()))]));

    private static async Task<Results<Ok<CalendarView>, ProblemHttpResult>> Put(
        string code,
        PutCalendarRequest request,
        UnitOfWork unitOfWork,
        AuditLog audit,
        NpgsqlDataSource dataSource,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var calendar = new TradingCalendar(code, request.Name.Trim(), request.Zone, request.Hours, request.Exceptions);
        if (calendar.Check() is { } wrong)
        {
            return wrong.ToProblem();
        }

        calendar = calendar with { Exceptions = [.. calendar.Exceptions.OrderBy(day => day.Date)] };
        var isFull = request.Version == 0 && (await Calendars.All(dataSource, cancellationToken)).Count >= TradingCalendar.MostCalendars;
        var stored = await unitOfWork.Run<Result<StoredCalendar>>(
            async ct =>
            {
                var before = await Calendars.Find(unitOfWork, code, ct);
                if ((before?.Version ?? 0) != request.Version)
                {
                    return SymbolErrors.CalendarChanged;
                }

                if (isFull)
                {
                    return SymbolErrors.TooManyCalendars;
                }

                if (!await Calendars.Store(unitOfWork, calendar, request.Version, ct))
                {
                    return SymbolErrors.CalendarChanged;
                }

                audit.Append(new AuditEntry("market.calendar-changed", "calendar", code) { Before = before?.Calendar, After = calendar });
                return new StoredCalendar(calendar, before?.Symbols ?? 0, request.Version + 1);
            },
            cancellationToken
        );
        return stored.ToHttp(one => TypedResults.Ok(View(one, time.GetUtcNow())));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        string code,
        int version,
        UnitOfWork unitOfWork,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        var deleted = await unitOfWork.Run<Result>(
            async ct =>
            {
                if (await Calendars.Find(unitOfWork, code, ct) is not { } before)
                {
                    return SymbolErrors.CalendarUnknown;
                }

                if (before.Version != version)
                {
                    return SymbolErrors.CalendarChanged;
                }

                await using var command = unitOfWork.Command(
                    "delete from market.calendars c where code = $1 and not exists (select from market.symbols s where s.calendar = c.code)"
                );
                if (await command.With(code).ExecuteNonQueryAsync(ct) == 0)
                {
                    return SymbolErrors.CalendarUsed;
                }

                audit.Append(new AuditEntry("market.calendar-deleted", "calendar", code) { Before = before.Calendar });
                return Result.Ok;
            },
            cancellationToken
        );
        return deleted is { IsOk: false, Error: var error } ? error.ToProblem() : TypedResults.NoContent();
    }

    private static CalendarView View(StoredCalendar stored, DateTimeOffset now) =>
        new(stored.Calendar, stored.Symbols, stored.Calendar.From(now, SessionsShown), stored.Version);
}
