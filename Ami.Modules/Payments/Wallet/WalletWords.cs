namespace Ami.Modules.Payments;

/// <summary>The words of a wallet's statement.</summary>
internal sealed record WalletWords(
    string Title,
    string PracticeTitle,
    string PracticeNotice,
    string Opening,
    string Closing,
    string Came,
    string Went,
    string When,
    string What,
    string Amount,
    string Before,
    string After,
    string Nothing,
    IReadOnlyDictionary<WalletEntryKind, string> Kinds
)
{
    private static readonly WalletWords Spanish = new(
        Title: "Extracto de la billetera",
        PracticeTitle: "Extracto de la billetera de práctica",
        PracticeNotice: "Dinero de práctica: no es real y no se puede retirar.",
        Opening: "Saldo inicial",
        Closing: "Saldo final",
        Came: "Entradas",
        Went: "Salidas",
        When: "Fecha",
        What: "Concepto",
        Amount: "Importe",
        Before: "Antes",
        After: "Después",
        Nothing: "No hubo movimientos en este período.",
        Kinds: new Dictionary<WalletEntryKind, string>
        {
            [WalletEntryKind.Deposit] = "Depósito",
            [WalletEntryKind.DepositReturned] = "Depósito devuelto",
            [WalletEntryKind.DepositRestored] = "Depósito restituido",
            [WalletEntryKind.Withdrawal] = "Retiro",
            [WalletEntryKind.Commission] = "Comisión",
            [WalletEntryKind.CommissionBack] = "Comisión devuelta",
            [WalletEntryKind.Grant] = "Dinero inicial",
            [WalletEntryKind.TopUp] = "Recarga",
            [WalletEntryKind.Reset] = "Reinicio",
            [WalletEntryKind.Funding] = "A una cuenta de práctica",
            [WalletEntryKind.Returned] = "De vuelta de una cuenta de práctica",
            [WalletEntryKind.Other] = "Otro movimiento",
        }
    );

    private static readonly WalletWords English = new(
        Title: "Wallet statement",
        PracticeTitle: "Practice wallet statement",
        PracticeNotice: "Practice money: it is not real and cannot be taken out.",
        Opening: "Opening balance",
        Closing: "Closing balance",
        Came: "Money in",
        Went: "Money out",
        When: "Date",
        What: "What",
        Amount: "Amount",
        Before: "Before",
        After: "After",
        Nothing: "Nothing moved in this period.",
        Kinds: new Dictionary<WalletEntryKind, string>
        {
            [WalletEntryKind.Deposit] = "Deposit",
            [WalletEntryKind.DepositReturned] = "Deposit paid back",
            [WalletEntryKind.DepositRestored] = "Deposit restored",
            [WalletEntryKind.Withdrawal] = "Withdrawal",
            [WalletEntryKind.Commission] = "Commission",
            [WalletEntryKind.CommissionBack] = "Commission taken back",
            [WalletEntryKind.Grant] = "First money",
            [WalletEntryKind.TopUp] = "Top-up",
            [WalletEntryKind.Reset] = "Reset",
            [WalletEntryKind.Funding] = "To a practice account",
            [WalletEntryKind.Returned] = "Back from a practice account",
            [WalletEntryKind.Other] = "Other movement",
        }
    );

    public static WalletWords In(Language language) => language == Language.En ? English : Spanish;

    public string Of(WalletEntryKind kind) => Kinds[kind];
}
