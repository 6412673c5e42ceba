using System.Text.Json;
using System.Text.RegularExpressions;
using NpgsqlTypes;

namespace Ami.Modules.Payments;

/// <summary>Stores what the payment provider tells, once for each event, together with the task of handling it.</summary>
internal sealed partial class EventIntake(UnitOfWork unitOfWork, TimeProvider time)
{
    /// <summary>Reads an event as it came over the wire. What it says of the object is not believed later, only where to look.</summary>
    /// <returns>The row to store, or null for what is no event.</returns>
    public StripeEventRow? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var told = root.GetProperty("data").GetProperty("object");
            var (id, type) = (Text(root, "id"), Text(root, "type"));
            if (id is not { Length: > 0 and <= 255 } || type is not { Length: > 0 and <= 255 })
            {
                return null;
            }

            var objectId = Text(told, "id") ?? "";
            return new StripeEventRow
            {
                Id = ComputedId.Of(id),
                StripeId = id,
                Type = type,
                ObjectId = objectId,
                CustomerId = Text(told, "object") == "customer" ? objectId : Text(told, "customer"),
                ApiVersion = Text(root, "api_version"),
                Livemode = root.TryGetProperty("livemode", out var live) && live.ValueKind == JsonValueKind.True,
                Payload = Fingerprint.Replace(json, "$1null"),
                State = EventState.Received,
                OccurredAt =
                    root.TryGetProperty("created", out var created) && created.TryGetInt64(out var seconds)
                        ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                        : time.GetUtcNow(),
                ReceivedAt = time.GetUtcNow(),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Which of some events of the provider are not stored.</summary>
    public Task<HashSet<string>> Missing(IReadOnlyList<string> stripeIds, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    "select told from unnest($1) told where not exists (select from payments.stripe_events e where e.stripe_id = told)"
                );
                command.With(stripeIds.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
                await using var reader = await command.ExecuteReaderAsync(ct);
                HashSet<string> missing = [];
                while (await reader.ReadAsync(ct))
                {
                    missing.Add(reader.GetString(0));
                }

                return missing;
            },
            cancellationToken
        );

    /// <summary>Stores those that are not there, in one statement.</summary>
    /// <returns>How many are new.</returns>
    public Task<int> Store(IReadOnlyList<StripeEventRow> rows, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    """
                    insert into payments.stripe_events (id, stripe_id, type, object_id, customer_id, api_version, livemode, payload, state, occurred_at, received_at)
                    select t.id, t.stripe_id, t.type, t.object_id, t.customer_id, t.api_version, t.livemode,
                        case when exists (select from payments.departures d where d.customer_id = t.customer_id) then null else t.payload end,
                        'Received', t.occurred_at, t.received_at
                    from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                        t (id, stripe_id, type, object_id, customer_id, api_version, livemode, payload, occurred_at, received_at)
                    on conflict do nothing
                    returning id
                    """
                );
                void Column<T>(NpgsqlDbType type, Func<StripeEventRow, T> value) => command.With(rows.Select(value).ToArray(), NpgsqlDbType.Array | type);
                Column(NpgsqlDbType.Uuid, row => row.Id);
                Column(NpgsqlDbType.Text, row => row.StripeId);
                Column(NpgsqlDbType.Text, row => row.Type);
                Column(NpgsqlDbType.Text, row => row.ObjectId);
                Column(NpgsqlDbType.Text, row => row.CustomerId);
                Column(NpgsqlDbType.Text, row => row.ApiVersion);
                Column(NpgsqlDbType.Boolean, row => row.Livemode);
                Column(NpgsqlDbType.Text, row => row.Payload);
                Column(NpgsqlDbType.TimestampTz, row => row.OccurredAt);
                Column(NpgsqlDbType.TimestampTz, row => row.ReceivedAt);
                await using var reader = await command.ExecuteReaderAsync(ct);
                var stored = 0;
                while (await reader.ReadAsync(ct))
                {
                    unitOfWork.Publish(new StripeEventReceived(reader.GetGuid(0)));
                    stored++;
                }

                return stored;
            },
            cancellationToken
        );

    /// <summary>What cards are told apart by is kept nowhere (<see cref="CardUses"/>); the rest stays as it came.</summary>
    [GeneratedRegex(@"(""fingerprint""\s*:\s*)""[^""\\]*""")]
    private static partial Regex Fingerprint { get; }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Object ? Text(value, "id")
        : null;
}
