using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Operations;

/// <summary>
/// Sums up the program's counters and writes them in the text format of Prometheus (version 0.0.4). Labels are fixed words: a
/// person, a chat or a text never becomes one.
/// </summary>
internal sealed class Metrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, StrongBox> _sums = new();

    /// <summary>Starts to listen.</summary>
    public Metrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == TurnCounters.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All figures as text.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var (series, sum) in _sums.OrderBy(s => s.Key, StringComparer.Ordinal))
            text.Append(series).Append(' ').Append(sum.Value.ToString(CultureInfo.InvariantCulture)).Append('\n');
        text.Append("process_resident_bytes ").Append(Environment.WorkingSet).Append('\n');
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var sum = _sums.GetOrAdd(Series(instrument, tags), static _ => new());
        lock (sum)
            sum.Value = instrument.IsObservable ? value : sum.Value + value;
    }

    private static string Series(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var suffix = instrument.IsObservable ? "" : "_total";
        if (tags.Length == 0)
            return $"nachbarschaftsbot_{instrument.Name}{suffix}";
        var labels = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            labels[i] = $"{tags[i].Key}=\"{tags[i].Value}\"";
        return $"nachbarschaftsbot_{instrument.Name}{suffix}{{{string.Join(',', labels)}}}";
    }

    private sealed class StrongBox
    {
        public double Value;
    }
}
