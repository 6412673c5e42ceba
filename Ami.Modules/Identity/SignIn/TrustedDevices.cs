using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>The browsers that are not asked for the second factor, and asking them again.</summary>
internal static class TrustedDevices
{
    internal sealed record TrustedDevice(Guid Id, string? Browser, string? System, string? Address, DateTimeOffset LastUsedAt, DateTimeOffset TrustedUntil);

    public static void Map(IEndpointRouteBuilder auth)
    {
        var devices = auth.MapGroup("/2fa/devices").RequireAuthorization();
        devices.MapGet("", List).WithSummary("Browsers that are not asked for the second step.");
        devices.MapDelete("/{id:guid}", Forget).RefuseImpersonation().WithSummary("Asks one of them again.");
    }

    private static async Task<Ok<IReadOnlyList<TrustedDevice>>> List(HttpContext context, NpgsqlDataSource dataSource, TimeProvider time)
    {
        await using var command = dataSource.CreateCommand(
            """
            select id, user_agent, host(address), last_used_at, trusted_until from identity.devices
            where user_id = $1 and trusted_until > $2 order by last_used_at desc limit 100
            """
        );
        command.With(context.User.UserId()).With(time.GetUtcNow());
        var devices = new List<TrustedDevice>();
        await using var reader = await command.ExecuteReaderAsync(context.RequestAborted);
        while (await reader.ReadAsync(context.RequestAborted))
        {
            var name = DeviceName.Of(reader.IsDBNull(1) ? null : reader.GetString(1));
            devices.Add(
                new TrustedDevice(
                    reader.GetGuid(0),
                    name.Browser,
                    name.System,
                    reader.IsDBNull(2) ? null : reader.GetString(2),
                    reader.GetFieldValue<DateTimeOffset>(3),
                    reader.GetFieldValue<DateTimeOffset>(4)
                )
            );
        }

        return TypedResults.Ok<IReadOnlyList<TrustedDevice>>(devices);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Forget(
        Guid id,
        HttpContext context,
        UnitOfWork unitOfWork,
        Devices devices,
        AuditLog audit
    ) =>
        await unitOfWork.Run(
            async ct =>
            {
                if (!await devices.Distrust(context.User.UserId(), id, ct))
                {
                    return false;
                }

                audit.Append(new AuditEntry("identity.device-forgotten", "user", context.User.UserId().ToString()) { After = new { deviceId = id } });
                return true;
            },
            context.RequestAborted
        )
            ? TypedResults.NoContent()
            : IdentityErrors.DeviceMissing.ToProblem();
}
