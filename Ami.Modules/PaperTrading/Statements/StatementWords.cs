namespace Ami.Modules.PaperTrading.Statements;

/// <summary>The texts of a statement.</summary>
internal sealed record StatementWords
{
    public static StatementWords English { get; } =
        new()
        {
            Title = "Practice account statement",
            Simulated = "Simulated practice money: nothing here was bought, sold or owed in reality.",
            About = (account, from, to) => $"Account “{account}”, from {from} to {to}.",
            Holder = name => $"Holder: {name}.",
            Made = (at, zone) => $"Made on {at}. All times are in the time zone {zone}.",
            EquityBegin = "Equity at the beginning",
            EquityEnd = "Equity at the end",
            Change = "Change in equity",
            CashBegin = "Cash at the beginning",
            CashEnd = "Cash at the end",
            Realised = "Realised P&L, before fees",
            Fees = "Fees",
            Net = "Realised P&L, after fees",
            Carry = "Borrowing and funding",
            Actions = "Splits and dividends",
            Ratio = "New : old",
            Dividend = "Dividend per share",
            Before = "Held before",
            After = "Held after",
            InLieu = "Cash for parts",
            Paid = "Dividend",
            Borrow = "Borrowing",
            Funding = "Funding",
            Kind = "Kind",
            ForgivenDebt = "Forgiven debt",
            Executions = "Executions",
            Curve = "Equity",
            CurveOf = (from, to, first, last, low, high) => $"Equity from {from} to {to}: from {first} to {last}, between {low} and {high}.",
            NoCurve = "Nothing was held or traded in this period, so the equity did not change.",
            Trades = "Closed trades",
            NoTrades = "No trade was closed in this period.",
            Fills = "Executions in full",
            NoFills = "Nothing was executed in this period.",
            Opened = "Opened",
            Closed = "Closed",
            Symbol = "Symbol",
            Time = "Time",
            Side = "Side",
            Buy = "Buy",
            Sell = "Sell",
            Quantity = "Quantity",
            Price = "Price",
            Value = "Value",
            Fee = "Fee",
            Result = "P&L before fees",
            Total = "Total",
        };

    public static StatementWords Spanish { get; } =
        new()
        {
            Title = "Extracto de la cuenta de práctica",
            Simulated = "Dinero de práctica simulado: nada de esto se compró, se vendió ni se debe en realidad.",
            About = (account, from, to) => $"Cuenta «{account}», del {from} al {to}.",
            Holder = name => $"Titular: {name}.",
            Made = (at, zone) => $"Hecho el {at}. Todas las horas son de la zona horaria {zone}.",
            EquityBegin = "Patrimonio al principio",
            EquityEnd = "Patrimonio al final",
            Change = "Cambio del patrimonio",
            CashBegin = "Efectivo al principio",
            CashEnd = "Efectivo al final",
            Realised = "Resultado cerrado, antes de comisiones",
            Fees = "Comisiones",
            Net = "Resultado cerrado, después de comisiones",
            Carry = "Préstamo y financiación",
            Actions = "Splits y dividendos",
            Ratio = "Nuevas : antiguas",
            Dividend = "Dividendo por acción",
            Before = "Antes",
            After = "Después",
            InLieu = "Efectivo por fracciones",
            Paid = "Dividendo",
            Borrow = "Préstamo",
            Funding = "Financiación",
            Kind = "Tipo",
            ForgivenDebt = "Deuda perdonada",
            Executions = "Ejecuciones",
            Curve = "Patrimonio",
            CurveOf = (from, to, first, last, low, high) => $"Patrimonio del {from} al {to}: de {first} a {last}, entre {low} y {high}.",
            NoCurve = "En este período no se tuvo ni se operó nada, así que el patrimonio no cambió.",
            Trades = "Operaciones cerradas",
            NoTrades = "En este período no se cerró ninguna operación.",
            Fills = "Todas las ejecuciones",
            NoFills = "En este período no se ejecutó nada.",
            Opened = "Apertura",
            Closed = "Cierre",
            Symbol = "Símbolo",
            Time = "Hora",
            Side = "Lado",
            Buy = "Compra",
            Sell = "Venta",
            Quantity = "Cantidad",
            Price = "Precio",
            Value = "Valor",
            Fee = "Comisión",
            Result = "Resultado antes de comisiones",
            Total = "Total",
        };

    public required string Title { get; init; }

    public required string Simulated { get; init; }

    public required Func<string, string, string, string> About { get; init; }

    public required Func<string, string> Holder { get; init; }

    public required Func<string, string, string> Made { get; init; }

    public required string EquityBegin { get; init; }

    public required string EquityEnd { get; init; }

    public required string Change { get; init; }

    public required string CashBegin { get; init; }

    public required string CashEnd { get; init; }

    public required string Realised { get; init; }

    public required string Fees { get; init; }

    public required string Net { get; init; }

    public required string Carry { get; init; }

    public required string Borrow { get; init; }

    public required string Actions { get; init; }

    public required string Ratio { get; init; }

    public required string Dividend { get; init; }

    public required string Before { get; init; }

    public required string After { get; init; }

    public required string InLieu { get; init; }

    public required string Paid { get; init; }

    public required string Funding { get; init; }

    public required string Kind { get; init; }

    public required string ForgivenDebt { get; init; }

    public required string Executions { get; init; }

    public required string Curve { get; init; }

    public required Func<string, string, string, string, string, string, string> CurveOf { get; init; }

    public required string NoCurve { get; init; }

    public required string Trades { get; init; }

    public required string NoTrades { get; init; }

    public required string Fills { get; init; }

    public required string NoFills { get; init; }

    public required string Opened { get; init; }

    public required string Closed { get; init; }

    public required string Symbol { get; init; }

    public required string Time { get; init; }

    public required string Side { get; init; }

    public required string Buy { get; init; }

    public required string Sell { get; init; }

    public required string Quantity { get; init; }

    public required string Price { get; init; }

    public required string Value { get; init; }

    public required string Fee { get; init; }

    public required string Result { get; init; }

    public required string Total { get; init; }

    public static StatementWords In(Language language) => language == Language.Es ? Spanish : English;
}
