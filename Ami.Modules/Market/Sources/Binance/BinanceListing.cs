using System.Text.Json;
using Ami.Modules.Market.Contracts;

namespace Ami.Modules.Market.Sources.Binance;

/// <summary>A symbol of <c>exchangeInfo</c>.</summary>
/// <param name="Base">What is traded.</param>
/// <param name="Quote">What it costs.</param>
/// <param name="IsTrading">False while it is halted or delisted.</param>
/// <param name="TickSize">Step of prices.</param>
/// <param name="StepSize">Step of quantities.</param>
/// <param name="MinQuantity">Smallest order, units.</param>
/// <param name="MinNotional">Least value of an order; zero when the exchange has none.</param>
internal sealed record BinanceListing(string Base, string Quote, bool IsTrading, decimal TickSize, decimal StepSize, decimal MinQuantity, decimal MinNotional)
{
    // Coins pegged to the dollar count as the dollar.
    private static readonly HashSet<string> Dollars = ["USD", "USDT", "USDC", "FDUSD", "TUSD", "BUSD", "USDP", "USD1"];

    /// <summary>Reads the answer about one symbol.</summary>
    public static BinanceListing Read(JsonElement root)
    {
        var symbol = root.GetProperty("symbols")[0];
        var (tick, step, least, notional) = (0m, 0m, 0m, 0m);
        foreach (var filter in symbol.GetProperty("filters").EnumerateArray())
        {
            switch (filter.GetProperty("filterType").GetString())
            {
                case "PRICE_FILTER":
                    tick = BinanceMessages.Number(filter.GetProperty("tickSize"));
                    break;
                case "LOT_SIZE":
                    step = BinanceMessages.Number(filter.GetProperty("stepSize"));
                    least = BinanceMessages.Number(filter.GetProperty("minQty"));
                    break;
                case "NOTIONAL" or "MIN_NOTIONAL":
                    notional = Math.Max(notional, BinanceMessages.Number(filter.GetProperty("minNotional")));
                    break;
            }
        }

        return new BinanceListing(
            symbol.GetProperty("baseAsset").GetString() ?? "",
            symbol.GetProperty("quoteAsset").GetString() ?? "",
            symbol.GetProperty("status").GetString() == "TRADING",
            tick,
            step,
            least,
            notional
        );
    }

    /// <summary>The symbol as the catalogue has it, or why it cannot be there.</summary>
    public Result<ListedSymbol> ToListed(string name)
    {
        if (!IsTrading)
        {
            return Missing("it is not traded now");
        }

        if (!Ami.Kernel.Symbol.Parse(name).Try(out var symbol, out _))
        {
            return Missing("its name cannot be a symbol here");
        }

        if (!Currency.Parse(Dollars.Contains(Quote) ? "USD" : Quote).Try(out var currency, out _))
        {
            return Missing($"it is quoted in {Quote}, in which no accounts are kept");
        }

        if (TickSize <= 0 || StepSize <= 0 || Digits(TickSize) is not { } price || Digits(StepSize) is not { } quantity)
        {
            return Missing("its steps are finer than eight decimals, missing, or such that no power of ten is on them");
        }

        // Quantities are the person's and may be coarser than the exchange's; prices are the exchange's, and all of them are shown.
        if (Step(price) != TickSize)
        {
            return Missing($"its prices go by {TickSize}, which is no power of ten");
        }

        var least = Math.Max(MinQuantity, Step(quantity));
        return new ListedSymbol(
            symbol,
            $"{Base} / {Quote}",
            AssetClass.Crypto,
            currency,
            price,
            quantity,
            least,
            MinNotional > 0 ? MinNotional : currency.LeastTrade
        );

        Error Missing(string why) => SourceErrors.SymbolNotListed(PriceSource.Binance, name, why);
    }

    private static decimal Step(int digits) => new(1, 0, 0, false, (byte)digits);

    /// <summary>The most decimals with which everything is on a step: of 0.05 one, as tenths are on it and hundredths are not.</summary>
    private static int? Digits(decimal step)
    {
        for (var digits = 8; digits >= 0; digits--)
        {
            if (Step(digits) % step == 0)
            {
                return digits;
            }
        }

        return null;
    }
}
