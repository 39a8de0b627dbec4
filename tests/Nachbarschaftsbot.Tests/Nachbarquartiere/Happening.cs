namespace Nachbarschaftsbot.Tests.Nachbarquartiere;

/// <summary>What people of Quartiere that share with each other can do, and time passing.</summary>
internal enum Happening
{
    Propose,
    ProposeQuickly,
    Confirm,
    ConfirmWithoutRights,
    Decline,
    TakeBack,
    End,
    Renew,
    Asks,
    AsksUrgently,
    SharesNo,
    SharesYes,
    Withdraws,
    SetsUrgent,
    StaysHome,
    AnHourPasses,
    ADayPasses,
}
