using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading;

/// <summary>Somebody who does anything that can be done with orders of the venue's first symbol, the same for the same numbers and prices.</summary>
internal sealed class RandomTrader(PaperTrader trader, PaperVenue venue, Random random)
{
    public PaperTrader Of => trader;

    /// <summary>How many amendments were accepted.</summary>
    public int Amended { get; private set; }

    /// <summary>Does one thing.</summary>
    /// <param name="price">The last price.</param>
    public async Task<HttpResponseMessage> Act(decimal price)
    {
        var (side, away) = (random.Next(2) == 0 ? "buy" : "sell", random.Next(10, 200) / 100m);
        var (beyond, before) = side == "buy" ? (price + away, price - away) : (price - away, price + away);
        var quantity = random.Next(1, 6);
        return random.Next(11) switch
        {
            0 => await Place(new { type = "market" }),
            1 => await Place(new { type = "limit", limitPrice = before }),
            2 => await Place(new { type = "stop", stopPrice = beyond }),
            3 => await Place(
                new
                {
                    type = "market",
                    takeProfit = beyond,
                    stopLoss = before,
                }
            ),
            4 => await Place(
                new
                {
                    type = "stopLimit",
                    stopPrice = beyond,
                    limitPrice = beyond,
                }
            ),
            5 => await Place(new { type = "trailingStop", trail = new { unit = "price", value = away } }),
            6 => await Place(
                new
                {
                    type = "limit",
                    // Met by the next price or missed by it.
                    limitPrice = random.Next(2) == 0 ? beyond : before,
                    timeInForce = random.Next(2) == 0 ? "ioc" : "fok",
                }
            ),
            7 => await Place(
                new
                {
                    type = "limit",
                    limitPrice = before,
                    timeInForce = "gtd",
                    // Before the next stretch of time or the one after it is over, by a margin that no slow machine needs.
                    expiresAt = venue.Host.Time.GetUtcNow().AddMinutes(random.Next(2) == 0 ? 10 : 30),
                }
            ),
            8 => await Place(
                new
                {
                    type = "stop",
                    // Far enough that most wait until their day is over.
                    stopPrice = price + (4 * (beyond - price)),
                    timeInForce = "day",
                }
            ),
            9 => random.Next(2) == 0 ? await trader.Close(venue.First) : await trader.Reverse(venue.First),
            _ => await Amend(price) ?? await Place(new { type = "market" }),
        };

        Task<HttpResponseMessage> Place(object terms) =>
            trader.TryPlace(
                new Dictionary<string, object?>(Fields(terms))
                {
                    ["accountId"] = trader.AccountId,
                    ["symbol"] = venue.First,
                    ["side"] = side,
                    ["quantity"] = quantity,
                }
            );
    }

    /// <returns>Null where nothing works.</returns>
    private async Task<HttpResponseMessage?> Amend(decimal price)
    {
        var (which, away) = (random.Next(), random.Next(10, 200) / 100m);
        // Ids differ from stream to stream.
        var working = (await trader.Orders("working"))
            .Where(order => order.Status == OrderStatus.Working)
            .OrderBy(order => (order.Type, order.Role, order.Side, order.Quantity, order.LimitPrice, order.StopPrice))
            .ThenBy(order => order.Id)
            .ToList();
        if (working.Count == 0)
        {
            return null;
        }

        var order = working[which % working.Count];
        var beyond = order.Side == Side.Buy ? price + away : price - away;
        var before = order.Side == Side.Buy ? price - away : price + away;
        var response = await trader.Amend(
            order.Id,
            new Dictionary<string, object?>(
                Fields(
                    order.Type switch
                    {
                        OrderType.Limit => new { limitPrice = before },
                        OrderType.Stop => new { stopPrice = beyond },
                        OrderType.TrailingStop => new { trail = new { unit = "price", value = away } },
                        _ => (object)new { quantity = order.Quantity + 1 },
                    }
                )
            )
            {
                ["version"] = order.Version,
            }
        );
        Amended += response.IsSuccessStatusCode ? 1 : 0;
        return response;
    }

    private static Dictionary<string, object?> Fields(object terms) =>
        terms.GetType().GetProperties().ToDictionary(field => field.Name, field => field.GetValue(terms));
}
