using System.Text.Json;
using System.Text.Json.Serialization;
using Ami.Core;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;

namespace Ami.Modules.PaperTrading.Live;

/// <summary>Tells a user's browsers what has just been committed. A message may be lost; clients read everything again when they reconnect.</summary>
public sealed class PaperPush(LiveBus bus)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string ChannelOf(Guid userId) => $"paper:{userId:N}";

    public static byte[] Heartbeat(DateTimeOffset now) => Bytes(new { type = "heartbeat", time = now.ToUnixTimeMilliseconds() });

    public ValueTask Send(Guid userId, IEnumerable<Order> orders) => Send(userId, orders.Select(OrderMessage));

    public ValueTask Send(PaperBook book)
    {
        var changes = book.Changes;
        var messages = changes.Orders.Select(OrderMessage)
            .Concat(changes.Fills.Select(f => Bytes(new { type = "fill", fill = FillView.Of(f) })))
            .Concat(changes.Positions.Select(p => Bytes(new { type = "position", position = PositionView.Of(p, book.MarkOf(p), book.OpenOrders) })));
        if (changes.Account is not null)
        {
            messages = messages.Append(Bytes(new { type = "account", accountId = book.Account.Id }));
        }

        return Send(book.Account.UserId, messages);
    }

    private static byte[] OrderMessage(Order order) => Bytes(new { type = "order", order = OrderView.Of(order) });

    private static byte[] Bytes<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, Json);

    private async ValueTask Send(Guid userId, IEnumerable<byte[]> messages)
    {
        var channel = ChannelOf(userId);
        foreach (var message in messages)
        {
            await bus.Publish(channel, message);
        }
    }
}
